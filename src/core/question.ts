import type { Headline } from './briefing.ts'
import type { Day } from './dates.ts'
import type { NewDelivery } from './delivery.ts'
import type { Page } from './read.ts'
import type { Ref } from './ref.ts'
import type { Tlp } from './tlp.ts'

export const verdicts = ['helped', 'did not help'] as const
export type Verdict = (typeof verdicts)[number]

/** A question as it was asked and what came of it; kept for follow-ups, for verdicts and for the desk, as long as RETAIN_QUESTIONS says. */
export type KeptQuestion = {
  id: string
  platform: string
  /** In direct messages, the workspace whose limit counts there; `''` where none does. */
  workspace: string
  channel: string
  person: string
  text: string
  /** With what it took over from the question before ("and Germany?"). */
  understood: string
  /** Slugs. */
  topics: readonly string[]
  outcome: 'answered' | 'not answered'
  verdict?: Verdict
  /** Up to which label whoever asked could see, which what they were answered hangs on. */
  clearance: Tlp
  /** An ISO instant. */
  at: string
}

/** What ids of questions look like; nobody writes that and means words. */
export const questionId = /^q-[a-z2-9]{10}$/

/** What one asker may do with their own questions; handed to commands as `questions` (RunContext). Undefined where nobody is known to ask. */
export type Questions = {
  /** Their newest here, no older than ten minutes. */
  last(): Promise<Pick<KeptQuestion, 'id' | 'text' | 'understood' | 'topics'> | undefined>
  /** Gives the id by which buttons name it. */
  keep(
    asked: Pick<KeptQuestion, 'text' | 'understood' | 'topics' | 'outcome' | 'clearance'>,
  ): Promise<string>
  /** Own ones only. */
  find(id: string): Promise<KeptQuestion | undefined>
  /** False where it is no longer kept. */
  judge(id: string, verdict: Verdict): Promise<boolean>
}

/** Where somebody asks. */
export type Spot = Pick<KeptQuestion, 'platform' | 'workspace' | 'channel' | 'person'>

/** How many questions on a topic were not answered, or not well, and by how many people they were asked. */
export type Gap = { topic: string | undefined; questions: number; askers: number }

/** Fewer askers than this would say who asked. */
export const fewestAskers = 2

export type QuestionStore = {
  keep(question: KeptQuestion): Promise<void>
  /** Their newest in that spot since then. */
  last(spot: Spot, since: string): Promise<KeptQuestion | undefined>
  find(id: string): Promise<KeptQuestion | undefined>
  judge(id: string, verdict: Verdict): Promise<boolean>
  /**
   * What the briefings did not answer for the people of these workspaces, most askers first; nothing
   * that fewer than `fewestAskers` asked about. Counted is only what was asked by those who could see no
   * more than this clearance, and nothing under TLP:RED, where each sees what names them.
   */
  gaps(workspaces: readonly string[], clearance: Tlp): Promise<Gap[]>
}

export const requestStates = ['open', 'answered', 'closed'] as const
export type RequestState = (typeof requestStates)[number]

/** A question that somebody has passed on to the editors. */
export type Request = {
  /** Short enough to type. */
  id: string
  workspace: string
  /** Empty once it is no longer kept. */
  text: string
  topics: readonly string[]
  at: string
  /** What the asker is called, where they said that the editors may know. */
  name?: string
  /** Whom to tell, and where they asked; undefined once they are forgotten. */
  asker?: Pick<Spot, 'platform' | 'channel' | 'person'>
  state: RequestState
  /** The editor who has it in hand; nobody's once it is settled. */
  takenBy?: Taker
  /** By when it is to be settled. */
  due?: Day
  /** What answers it. */
  answer?: Ref
}

/** An editor, and what they were called when they took it. */
export type Taker = { person: string; name: string }

/** Somebody who wishes to be told when questions come in for the editors of a workspace. */
export type Watcher = Pick<Spot, 'platform' | 'workspace' | 'person'>

/** What tells watchers, one each, and how long lies between two to the same; in milliseconds. */
export type Notices = { deliveries: readonly NewDelivery[]; gapMs: number }

/** A page of what is open, as one editor is to see it on that day. */
export type OpenWish = { offset: number; limit: number; today: Day }

export type NewRequest = Request & Required<Pick<Request, 'asker'>>

/** What became of passing a question on. `known`: the same person has asked the same before. */
export type Passed = { kind: 'new' | 'known'; request: Request } | { kind: 'too many' }

/** So many open requests are enough for one person. */
export const mostOpen = 10

export type RequestStore = {
  /**
   * One that is open with the same words by the same person there only takes over the name. A new one comes
   * with what tells those who watch: each no sooner than the gap after their last, and not where one is on its
   * way to them already.
   */
  add(request: NewRequest, notices?: Notices): Promise<Passed>
  find(id: string): Promise<Request | undefined>
  /** What is overdue first, then what this person has taken, what is free, and what others have; oldest first. */
  open(workspaces: readonly string[], wish: OpenWish & { person: string }): Promise<Page<Request>>
  /** Where nobody has it, it is theirs; as it then stands. Undefined where it is not open. */
  take(id: string, taker: Taker): Promise<Request | undefined>
  /** False where it is not theirs. */
  giveBack(id: string, person: string): Promise<boolean>
  /** False where it is not open. */
  setDue(id: string, due: Day | undefined): Promise<boolean>
  watchers(): Promise<Watcher[]>
  /** With what tells the asker, in one go; false where it is not open, and then nobody is told. */
  settle(
    id: string,
    as: { state: 'answered'; answer: Ref } | { state: 'closed' },
    telling?: NewDelivery,
  ): Promise<boolean>
}

/** Whether whoever asked is told: they cannot be where they asked at a terminal, or are forgotten. */
export type Telling = 'told' | 'at a terminal' | 'forgotten'

/** What an editor may do; other workspaces' requests do not exist for them. */
export type Desk = {
  /** The editor who asks. */
  person: string
  open(wish: OpenWish): Promise<Page<Request>>
  gaps(clearance: Tlp): Promise<Gap[]>
  /** Open ones and others. */
  find(id: string): Promise<Request | undefined>
  /** Throws UserError where the asker may not see the briefing, or it is settled already. */
  answer(request: Request, briefing: Headline): Promise<Telling>
  /** Throws UserError where somebody else has it, or it is settled already. */
  take(request: Request): Promise<Request>
  /** Throws UserError where it is not theirs. */
  giveBack(request: Request): Promise<void>
  /** Throws UserError where it is settled already. */
  setDue(request: Request, due: Day | undefined): Promise<void>
  /** Whether they are told when questions come in here, and from now on. */
  watches(): Promise<boolean>
  watch(isOn: boolean): Promise<void>
  /** Throws UserError where it is settled already. */
  close(request: Request, why?: string): Promise<Telling>
}

/** Whose editors see it: what one calls the workspace, and whether there are any. */
export type Readership = { name: string | undefined; isRead: boolean }

/** What may be done with questions for the editors. */
export type Requests = {
  readership(): Promise<Readership>
  /** False at a terminal: nothing reaches anyone there. */
  tells: boolean
  send(asked: Pick<Request, 'text' | 'topics'> & { withName: boolean }): Promise<Passed>
  /** There for editors only. */
  desk?: Desk
}
