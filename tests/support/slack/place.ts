import type { News } from '../discord/news.ts'
import type { SentFile } from '../sent-file.ts'
import type { Accepted, Slack, Violation } from './api/slack.ts'
import type { Wire } from './api/wire.ts'
import type { World } from './api/world.ts'
import type { Interactions } from './interactions/interactions.ts'
import type { Settings } from './settings.ts'
import type { Dead } from './world/changes.ts'
import type { Messages } from './world/messages.ts'
import type { Json, Team } from './world/records.ts'
import type { Tell } from './world/telling.ts'
import type { Views } from './world/views.ts'

/** All that a method works on. */
export type Place = {
  settings: Settings
  world: World
  messages: Messages
  views: Views
  interactions: Interactions
  wire: Wire
  tell: Tell
  news: News
  dead: Dead
  /** What the app says it is doing, by channel and thread. */
  statuses: Map<string, string>
  /** First questions, by channel. */
  prompts: Map<string, ReturnType<Slack['prompts']>>
  /** Scopes that the app asks for wherever it is installed. */
  asked: ReadonlySet<string>
  violations: Violation[]
  accept(post: Accepted): void
  mayMention: Set<string>
  /** Files that people have sent, by their path. */
  files: Map<string, SentFile & { team: Team }>
}

/** A call of a method, its arguments read. */
export type Call = { method: string; args: Json; team: Team }
