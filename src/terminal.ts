import type { Logger } from 'pino'
import type { Reply } from '#core/reply'
import { aside } from '#core/reply'
import { counted } from '#core/show'
import type { Tlp } from '#core/tlp'
import { shared, type Viewer } from '#core/viewer'
import type { Asking } from '#engine/engine'
import { ownOf } from '#engine/own'
import { type AskedAt, questionsOf } from '#engine/questions'
import { requestsOf } from '#engine/requests'
import { createTerminal } from '#platforms/terminal/terminal'
import manifest from '../package.json' with { type: 'json' }
import type { App } from './app.ts'
import type { Config } from './config.ts'
import { expire } from './expire.ts'

const person = 'terminal'
const place = { platform: 'terminal', workspace: shared, person }

/** Sitrep without any platform: one person at this machine, who reads up to a label. */
export const runTerminal = async (
  app: App,
  config: Config,
  log: Logger,
  clearance: Tlp,
): Promise<void> => {
  const viewer: Viewer = { kind: 'person', workspace: shared, person, clearance }
  // Whoever sits at this machine's terminal can change its files anyway.
  const asking: Asking = { viewer, place, manages: true, edits: true, ...theirsIn(app, log) }
  await expire(app, config, log)
  const { refused } = await app.load()
  app.watch()
  const terminal = createTerminal({
    input: process.stdin,
    output: process.stdout,
    ...(config.mayColour ? {} : { colour: false }),
    answer: async (line) => asReply(await app.engine.runText(line, asking)),
    write: app.engine.write,
    complete: (line) => app.engine.complete(line, viewer, asking),
  })
  await terminal.run(await opening(app, config, asking, refused.length))
}

/** What is this person's own; nothing reaches anyone from here, so nobody can be told. */
const theirsIn = ({ store }: App, log: Logger) => {
  const now = () => Temporal.Now.instant()
  const at: AskedAt = { ...place, channel: '', workspace: async () => shared }
  const desk = { store, platforms: [], listed: [person], now, poke: () => undefined, log }
  return {
    own: ownOf(store, person),
    questions: questionsOf({ store, now }, at),
    requests: requestsOf(desk, { ...at, name: person, edits: true, isListed: true }),
  }
}

// The terminal has no dialogue, and the commands with a form are about channels, which it has not either.
const asReply = (reply: Awaited<ReturnType<App['engine']['runText']>>): Reply => {
  if (reply.kind === 'reply') return reply
  return {
    kind: 'reply',
    blocks: [aside(`${reply.title}: not possible at a terminal.`)],
    shows: [],
  }
}

const opening = async (
  app: App,
  config: Config,
  asking: Asking,
  refused: number,
): Promise<Reply> => {
  const newest = asReply(await app.engine.run({ command: 'latest', options: {} }, asking))
  const { briefings } = await app.store.count(asking.viewer)
  const topics = await app.store.topics(asking.viewer)
  const held = `${counted(briefings, 'briefing')} on ${counted(topics.length, 'topic')}`
  return {
    ...newest,
    headline: [`Sitrep ${manifest.version} · ${held} · store ${config.databaseName}`],
    blocks: [
      ...newest.blocks,
      ...(refused > 0
        ? [
            aside(
              `${counted(refused, 'fault')} kept files out. Which: npm run --silent sitrep -- check`,
            ),
          ]
        : []),
      aside('Ask in plain words, or use a command: /help lists them.'),
    ],
  }
}
