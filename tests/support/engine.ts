import { resolve } from 'node:path'
import { onTestFinished } from 'vitest'
import { answerer } from '#answers/answer'
import { commands } from '#commands'
import type { Command } from '#core/command'
import type { Form, Reply } from '#core/reply'
import type { Store } from '#core/store'
import type { Tlp } from '#core/tlp'
import type { Viewer } from '#core/viewer'
import { createEngine, type Engine } from '#engine/engine'
import { questionsOf } from '#engine/questions'
import { requestsOf } from '#engine/requests'
import { importFolder } from '#intake/import'
import { storeForTest } from './store.ts'

export const shippedFolder = resolve(import.meta.dirname, '../../briefings')
export const place = { platform: 'test', workspace: 'team', person: 'discord:1' }
export const personWithin = (clearance: Tlp): Viewer => ({
  kind: 'person',
  workspace: 'team',
  person: 'discord:1',
  clearance,
})

export type Running = {
  store: Store
  engine: Engine
  /** What was logged, in order. */
  logged: Record<string, unknown>[]
  ask(line: string, clearance?: Tlp): Promise<Reply>
}

type Wish = { folder?: string; commands?: readonly Command[]; isManager?: boolean; now?: string }

/** The real engine over a real store, filled from a folder of briefings. */
export const running = async (wish: Wish = {}): Promise<Running> => {
  const now = () => Temporal.Instant.from(wish.now ?? '2026-11-24T09:00:00Z')
  const zone = 'Europe/Brussels'
  const store = await storeForTest({ now, zone })
  onTestFinished(() => store.close())
  if (wish.folder !== undefined) await importFolder(store, wish.folder)
  const logged: Record<string, unknown>[] = []
  const note = (fields: Record<string, unknown>) => void logged.push(fields)
  const log = { info: note, warn: note, error: note }
  const engine = createEngine({
    commands: wish.commands ?? commands,
    store,
    answerer,
    now,
    zone,
    log,
  })
  const at = { ...place, channel: '', workspace: async () => place.workspace }
  const desk = { store, platforms: [], listed: [place.person], now, poke: () => undefined, log }
  const asking = (clearance: Tlp) => ({
    viewer: personWithin(clearance),
    place,
    manages: wish.isManager ?? false,
    edits: wish.isManager ?? false,
    questions: questionsOf({ store, now }, at),
    requests: requestsOf(desk, {
      ...at,
      name: 'Ada',
      edits: wish.isManager ?? false,
      isListed: true,
    }),
  })
  return {
    store,
    engine,
    logged,
    ask: async (line, clearance = 'CLEAR') =>
      asReply(await engine.runText(line, asking(clearance))),
  }
}

export const asReply = (answered: Reply | Form): Reply => {
  if (answered.kind !== 'reply') throw new Error('a form came back')
  return answered
}
