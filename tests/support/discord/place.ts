import type { SentFile } from '../sent-file.ts'
import type { Accepted, DiscordSettings, Requested, Violation } from './api/discord.ts'
import type { World } from './api/world.ts'
import type { OpenGateway } from './gateway/gateway.ts'
import type { Interactions } from './interactions/interactions.ts'
import type { News } from './news.ts'
import type { CommandBook } from './world/commands.ts'
import type { Messages } from './world/messages.ts'

/** All that a route works on. */
export type Place = {
  settings: Required<DiscordSettings>
  world: World
  messages: Messages
  interactions: Interactions
  commands: CommandBook
  gateway: OpenGateway
  news: News
  violations: Violation[]
  accept(post: Accepted): void
  mayMention: Set<string>
  /** Files that people have sent, by their path. */
  files: Map<string, SentFile>
}

/** A request, as a route gets it. */
export type Call = {
  request: Requested
  params: Record<string, string>
  query: Record<string, string>
  body: unknown
}
