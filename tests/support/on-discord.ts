import { onTestFinished } from 'vitest'
import { answerer } from '#answers/answer'
import { commands } from '#commands'
import type { ChatPlatform } from '#core/chat'
import type { Command } from '#core/command'
import type { FairUse } from '#core/fair-use'
import type { Store } from '#core/store'
import { createDoor } from '#engine/door'
import { createEngine, type Engine } from '#engine/engine'
import { importFolder } from '#intake/import'
import { pen } from '#intake/pen'
import { createDiscord } from '#platforms/discord/discord'
import { type Discord, type DiscordSettings, startDiscord } from './discord/index.ts'
import { shippedFolder } from './engine.ts'
import { storeForTest } from './store.ts'

export type OnDiscord = {
  discord: Discord
  store: Store
  engine: Engine
  platform: ChatPlatform
  logged: Record<string, unknown>[]
  /** The same over the same store, as after a restart. */
  again(): Promise<ChatPlatform>
}

type Wish = {
  folder?: string
  commands?: readonly Command[]
  managers?: string[]
  editors?: string[]
  /** Without it everybody may ask however much they like. */
  fairUse?: FairUse
  /** Hears that something is to be sent. */
  poke?(): void
  discord?: DiscordSettings
  /** A loopback made before, with its servers. */
  on?: Discord
  store?(store: Store): Store
  now?: () => Temporal.Instant
  /** How far the database's clock is from the machine's. */
  clockOffsetMs?: () => number
}

/** The whole product on a Discord of our own: real store, engine, door and client. */
export const onDiscord = async (wish: Wish = {}): Promise<OnDiscord> => {
  const discord = wish.on ?? (await startDiscord(wish.discord))
  const zone = 'Europe/Brussels'
  const now = wish.now ?? (() => Temporal.Now.instant())
  const opened = await storeForTest({ now, zone, clockOffsetMs: wish.clockOffsetMs })
  await importFolder(opened, wish.folder ?? shippedFolder)
  const store = wish.store?.(opened) ?? opened
  const logged: Record<string, unknown>[] = []
  const note = (fields: Record<string, unknown>, message: string) =>
    void logged.push({ ...fields, message })
  const log = { info: note, warn: note, error: note }
  const mine = wish.commands ?? commands
  const engine = createEngine({ commands: mine, store, answerer, now, zone, log })
  const { managers = [], editors = [] } = wish
  const platforms: ChatPlatform[] = []
  const start = async (): Promise<ChatPlatform> => {
    const { api, token } = discord
    const platform = createDiscord({ api, token, timeoutMs: 2_000, stopWithinMs: 5_000 }, log)
    platforms.push(platform)
    await platform.start(
      createDoor({
        ...{ engine, store, platform, commands: mine, managers, editors, pen, zone, now, log },
        ...(wish.fairUse && { fairUse: wish.fairUse }),
        poke: () => wish.poke?.(),
      }),
    )
    return platform
  }
  onTestFinished(async () => {
    await Promise.all(platforms.map((platform) => platform.stop()))
    await discord.stop()
    await opened.close()
  })
  return { discord, store, engine, platform: await start(), logged, again: start }
}
