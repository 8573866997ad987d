import type { Asker, ChatPlatform } from '#core/chat'
import type { Pen } from '#core/draft'
import type { FairUse } from '#core/fair-use'
import type { Log } from '#core/log'
import { type Rights, rightsOf } from '#core/role'
import type { Store } from '#core/store'
import { shared } from '#core/viewer'
import type { Asking } from './engine.ts'
import { type Standing, viewerAlone } from './eyes.ts'
import { ordersOf } from './orders.ts'
import { ownOf } from './own.ts'
import { type AskedAt, questionsOf } from './questions.ts'
import { requestsOf } from './requests.ts'
import { staffOf } from './staff.ts'
import { writingOf } from './writing.ts'

export type TheirsParts = {
  store: Store
  platform: ChatPlatform
  /** Every platform that people can be told on; with none given, this one. */
  platforms?: readonly ChatPlatform[]
  /** People who manage every workspace, beside those the platform names; and people who edit. */
  managers: readonly string[]
  editors?: readonly string[]
  /** With it, editors write briefings here. */
  pen?: Pen
  /** How much one may ask in a minute; with none given, however much. */
  fairUse?: FairUse
  zone?: string
  now: () => Temporal.Instant
  /** Something is to be sent. */
  poke?(): void
  log: Log
}

type Theirs = Rights &
  Pick<Asking, 'own' | 'orders' | 'questions' | 'requests' | 'writing' | 'staff'>

/** What is an asker's own, and what they may do; where a command is about digests, also with those of the place. */
export const theirsIn = (parts: TheirsParts) => {
  const { store, platform, platforms = [platform], managers, editors = [], pen, now, log } = parts
  const poke = () => parts.poke?.()
  const ordering = { store, platform, managers, log, poke }
  const listed = [...managers, ...editors]
  const approvers = listed
  const desk = { store, platforms, listed, now, log, poke }
  const { zone = 'UTC' } = parts
  const pens = pen && { store, platform, platforms, pen, approvers, zone, now, log, poke }

  return async (
    asker: Asker,
    here: Standing | undefined,
    asked: string,
    answer?: string,
  ): Promise<Theirs> => {
    const { person, name } = asker
    const at = spotOf(parts, asker)
    const { workspace } = at
    const isListed = managers.includes(person) || editors.includes(person)
    const rights = rightsOf(
      { manages: asker.manages || managers.includes(person), isListed },
      await store.roles.appointment(await workspace(), person),
    )
    const { edits } = rights
    const me = { platform: platform.name, person, name }
    const writer = { me, rights, workspace, ...(answer && { answer }) }
    return {
      ...rights,
      own: ownOf(store, person, platform, now),
      questions: questionsOf(parts, at),
      requests: requestsOf(desk, { ...at, name, edits, isListed }),
      ...(edits && pens && { writing: writingOf(pens, writer) }),
      ...(edits && { staff: staffOf({ store, platform, now, log }, { me, rights, workspace }) }),
      ...(isAboutDigests(asked) && { orders: await ordersOf(ordering, asker, here) }),
    }
  }
}

const isAboutDigests = (asked: string): boolean => /^\s*\/?\s*digest\b/i.test(asked)

/** Alone with the bot, one asks as a member of the workspace whose limit counts there, or of none. */
const spotOf = (parts: TheirsParts, asker: Asker): AskedAt => ({
  platform: parts.platform.name,
  channel: asker.channel,
  person: asker.person,
  workspace: once(async () => {
    if (!asker.isDirect) return asker.workspace
    const viewer = await viewerAlone(parts, asker)
    return viewer.kind === 'operator' ? shared : viewer.workspace
  }),
})

const once = <T>(find: () => Promise<T>): (() => Promise<T>) => {
  let found: Promise<T> | undefined
  return () => {
    found ??= find()
    return found
  }
}
