import type { Briefing } from '#core/briefing'
import type { ChatPlatform } from '#core/chat'
import type { Draft, Pen } from '#core/draft'
import { UserError } from '#core/errors'
import { isUnseen } from '#core/four-eyes'
import type { Log } from '#core/log'
import { passages } from '#core/passages'
import { typed } from '#core/reply'
import type { Rights, Writer } from '#core/role'
import type { Progress } from '#core/say-correction'
import type { Store } from '#core/store'
import { shared } from '#core/viewer'
import type { Publishing, Writing } from '#core/writing'
import { askFor } from './ask-for-eyes.ts'
import { progressOf } from './corrections/progress.ts'
import { deedOfChange } from './deeds.ts'
import { deliveriesOf, goingTo } from './going.ts'
import { reachingOf } from './reach.ts'
import { deliveriesToNamed, namedOn } from './red.ts'
import { movedOn, type Ready, readyOf } from './release.ts'
import { freeId } from './short-id.ts'

export type WritingParts = {
  store: Store
  platform: ChatPlatform
  /** Those that people can be asked on. */
  platforms: readonly ChatPlatform[]
  pen: Pen
  /** Who approves everywhere. */
  approvers: readonly string[]
  zone: string
  now: () => Temporal.Instant
  /** Something is to be sent. */
  poke(): void
  log: Log
}

export type WritingAsker = {
  me: Writer
  rights: Pick<Rights, 'approves' | 'releasesAlone'>
  workspace(): Promise<string>
  /** What they are answered with, where it is known by name. */
  answer?: string
}

/** What an editor may do with the drafts of the workspace they ask in. */
export const writingOf = (parts: WritingParts, asker: WritingAsker): Writing => {
  const { store, platform, pen, now, log } = parts
  const { me, workspace, answer } = asker
  const at = () => now().toString()
  const isOpenTo = ({ state, author, reviewer, editedBy }: Draft): boolean =>
    state !== 'writing' || [author.person, reviewer, editedBy].includes(me.person)

  return {
    pen,
    me,
    ...asker.rights,
    workspace,
    drafts: async () => store.drafts.list(await workspace(), me.person),
    async find(id) {
      const found = await store.drafts.find(id)
      return found && found.workspace === (await workspace()) && isOpenTo(found) ? found : undefined
    },
    freeId: () => freeId(async (id) => (await store.drafts.find(id)) !== undefined),
    async add(begun) {
      const mine = await workspace()
      if (mine === shared) throw noWorkspace()
      const origin = { workspace: mine, author: me, created: at(), ...(answer && { answer }) }
      const draft = await store.drafts.add({ ...begun, ...origin })
      log.info({ draft: draft.id, kind: draft.kind, by: me.person }, 'a draft was begun')
      return draft
    },
    change: (draft, terms) =>
      store.drafts.change(draft, terms, at(), deedOfChange(parts, asker, draft, terms)),
    async revisions(viewer, { workspace: owner, briefing }) {
      const all = await Array.fromAsync(store.revisions(viewer, [briefing]))
      return all.filter(({ ref }) => ref.workspace === owner)
    },
    origins: (ref) => store.drafts.behind(ref),
    reached: (ref) => store.drafts.reached(ref),
    async receipts(ref) {
      const receipts = new Map<number, Progress>()
      for (const one of await store.corrections.of(ref)) {
        const progress = await progressOf(parts, one.id)
        if (progress) receipts.set(one.ref.revision, progress)
      }
      return receipts
    },
    ...reachingOf(parts, asker),
    channels: async () => platform.channels(await workspace(), me.person),
    async publish(draft, { viewer, alone, to }) {
      const ready = await readyOf(parts, asker, draft, { viewer, alone })
      const briefing = briefingOf(draft, ready)
      const going = await goingTo(parts, draft.workspace, briefing.tlp, to)
      const how = { isReleasedAlone: ready.isReleasedAlone }
      const named = await namedOn(parts, draft.workspace, briefing)
      const deliveries = [
        ...(await deliveriesOf(parts, draft.workspace, briefing, { going, ...how })),
        ...(await deliveriesToNamed(parts, draft.workspace, briefing, { named, ...how })),
      ]
      const published = await released(parts, draft, { ...ready, deliveries })
      const { id, kind, isReleasedAlone } = published
      log.info({ draft: id, kind, isReleasedAlone, by: me.person }, 'a draft was published')
      const asked = isReleasedAlone ? await askFor(parts, asker, published, undefined) : 0
      parts.poke()
      return { draft: published, slug: briefing.slug, going, asked, named } satisfies Publishing
    },
    async post(briefing, to) {
      const mine = await workspace()
      const going = await goingTo(parts, mine, briefing.tlp, to)
      const drafts = await store.drafts.behind(briefing.ref)
      const isReleasedAlone = drafts.some(isUnseen(briefing))
      const how = { going, isReleasedAlone }
      await store.outbox.add(await deliveriesOf(parts, mine, briefing, how))
      parts.poke()
      return going
    },
    ask: (draft, reviewer) => askFor(parts, asker, draft, reviewer),
  }
}

const noWorkspace = (): UserError =>
  new UserError(
    'A briefing belongs to a workspace, and your direct messages belong to none yet. Say which: ',
    typed('/workspace use'),
    ', or write in one of its channels.',
  )

const briefingOf = ({ workspace }: Draft, { file, publication }: Ready): Briefing => ({
  ...file.content,
  ref: { workspace, briefing: publication.id, revision: publication.revision },
  passages: passages(file.content),
})

/** Another may have published meanwhile, or changed the draft: then nothing is written at all. */
const released = async (
  { store }: WritingParts,
  draft: Draft,
  release: Parameters<Store['drafts']['publish']>[1],
): Promise<Draft> => {
  const found = await store.drafts.publish(draft, release).catch(async (error) => {
    const { base, workspace } = draft
    const names = [base?.briefing ?? release.publication.id]
    const standing = (await store.standing(workspace, names)).get(names[0] ?? '')
    if ((standing?.revision ?? 0) > (base?.revision ?? 0)) throw movedOn(names[0] ?? '')
    throw error
  })
  if (found) return found
  throw new UserError(
    'Somebody else has just changed this draft, so nothing was published. Look at it once more: ',
    typed(`/briefing show ${draft.id}`),
  )
}
