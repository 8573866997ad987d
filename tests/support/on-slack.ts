import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { answerer } from '#answers/answer'
import { commands } from '#commands'
import type { Command } from '#core/command'
import type { OperatorError } from '#core/errors'
import type { FairUse } from '#core/fair-use'
import type { Store } from '#core/store'
import { createDoor } from '#engine/door'
import { createEngine, type Engine } from '#engine/engine'
import { importFolder } from '#intake/import'
import { pen } from '#intake/pen'
import { slackManifest } from '#platforms/slack/manifest'
import { createSlack, type Slack as Platform } from '#platforms/slack/slack'
import { shippedFolder } from './engine.ts'
import {
  type Interaction,
  type Slack,
  type SlackSettings,
  startSlack,
  type Team,
  textOf,
} from './slack/index.ts'
import { storeForTest } from './store.ts'

export type OnSlack = {
  slack: Slack
  /** The workspace that has installed the app. */
  team: Team
  store: Store
  engine: Engine
  platform: Platform
  logged: Record<string, unknown>[]
  /** What the platform could not be served for any more. */
  lost: OperatorError[]
  /** The same over the same store, as after a restart. */
  again(): Promise<Platform>
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
  slack?: SlackSettings
  team?: { id?: string }
  store?(store: Store): Store
  now?: () => Temporal.Instant
  /** How far the database's clock is from the machine's. */
  clockOffsetMs?: () => number
  /** By signed HTTP instead of Socket Mode. */
  byHttp?: boolean
}

/** The whole product on a Slack of our own: real store, engine, door and Bolt. */
export const onSlack = async (wish: Wish = {}): Promise<OnSlack> => {
  const mine = wish.commands ?? commands
  const slack = await startSlack({ manifest: slackManifest(mine), ...wish.slack })
  const team = slack.world.team('Policy desk', wish.team)
  const zone = 'Europe/Brussels'
  const now = wish.now ?? (() => Temporal.Now.instant())
  const opened = await storeForTest({ now, zone, clockOffsetMs: wish.clockOffsetMs })
  await importFolder(opened, wish.folder ?? shippedFolder)
  const store = wish.store?.(opened) ?? opened
  const logged: Record<string, unknown>[] = []
  const note = (fields: Record<string, unknown>, message: string) =>
    void logged.push({ ...fields, message })
  const log = { info: note, warn: note, error: note }
  const engine = createEngine({ commands: mine, store, answerer, now, zone, log })
  const { managers = [], editors = [] } = wish
  const lost: OperatorError[] = []
  const platforms: Platform[] = []

  const start = async (): Promise<Platform> => {
    const { api, appToken, signingSecret } = slack
    const tokens = {
      all: async () => (team.token === undefined ? [] : [team.token]),
      tokenFor: async () => team.token,
    }
    const way = wish.byHttp ? { signingSecret } : { appToken }
    const settings = { tokens, api, ...way, timeoutMs: 2_000, stopWithinMs: 5_000 }
    const platform = createSlack(settings, log, (error) => void lost.push(error))
    platforms.push(platform)
    await platform.start(
      createDoor({
        ...{ engine, store, platform, commands: mine, managers, editors, pen, zone, now, log },
        ...(wish.fairUse && { fairUse: wish.fairUse }),
        poke: () => wish.poke?.(),
      }),
    )
    if (platform.listener) await slack.wire.toHttp(await listening(platform.listener))
    return platform
  }
  onTestFinished(async () => {
    await Promise.all(platforms.map((platform) => platform.stop()))
    await slack.stop()
    await opened.close()
  })
  return { slack, team, store, engine, platform: await start(), logged, lost, again: start }
}

/** The same with one channel, a manager and a reader. */
export const inTeam = async (wish: Wish = {}) => {
  const on = await onSlack(wish)
  const { slack, team } = on
  const channel = slack.world.channel(team, 'policy')
  const manager = slack.person({ name: 'Ada', isAdmin: true })
  const reader = slack.person({ name: 'Ben' })
  return { ...on, channel, manager, reader }
}

export const saidIn = ({ messages }: Pick<Interaction, 'messages'>): string =>
  messages.map(textOf).join('\n')

/** Everything in the ledger of what was shown. */
export const shownIn = ({ store }: Pick<OnSlack, 'store'>) =>
  Array.fromAsync(store.shown({ kind: 'operator', clearance: 'RED' }))

/** Where requests to it are heard from now on. */
const listening = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`
}
