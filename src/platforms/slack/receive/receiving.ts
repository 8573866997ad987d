import type { App } from '@slack/bolt'
import type { ChatPlatform, Door } from '#core/chat'
import type { Log } from '#core/log'
import type { OpenWork } from '../../open-work.ts'
import type { Facts } from '../facts.ts'
import type { People } from '../people.ts'
import type { Present } from '../present.ts'
import type { Teams } from '../teams.ts'

/** What all that takes something from Slack works with. */
export type Receiving = {
  app: App
  door: Door
  teams: Teams
  people: People
  facts: Facts
  posting: Pick<ChatPlatform, 'post' | 'reply' | 'edit' | 'openDm' | 'typing'>
  present: Present
  work: OpenWork
  timeoutMs: number
  log: Log
}
