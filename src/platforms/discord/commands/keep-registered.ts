import { setTimeout as wait } from 'node:timers/promises'
import { type APIApplicationCommand, type REST, Routes } from 'discord.js'
import type { Command } from '#core/command'
import type { Log } from '#core/log'
import { discordCommands } from './commands.ts'
import { register } from './registration.ts'

type Parts = { rest: REST; log: Log; leaving: AbortSignal }

const pauseMs = 30_000

/** Brings the registered commands up to date, however often Discord has to be asked. */
export const keepRegistered = async (
  { rest, log, leaving }: Parts,
  application: string,
  commands: readonly Command[],
): Promise<void> => {
  const route = Routes.applicationCommands(application)
  const registry = {
    list: async () => (await rest.get(route)) as APIApplicationCommand[],
    overwrite: (body: unknown) => rest.put(route, { body }),
  }
  while (!leaving.aborted) {
    try {
      const outcome = await register(registry, discordCommands(commands))
      log.info({ commands: commands.length, outcome }, 'slash commands')
      return
    } catch (error) {
      log.error({ err: error }, 'the slash commands were not registered; that is tried again')
      await wait(pauseMs, undefined, { signal: leaving }).catch(() => undefined)
    }
  }
}
