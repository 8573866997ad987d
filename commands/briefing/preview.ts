import type { Briefing, Content } from '#core/briefing'
import type { Draft, DraftFault, Reached } from '#core/draft'
import { isApproved, isOther, type Need, needsOf, secondLookDue } from '#core/four-eyes'
import {
  aside,
  type Block,
  type Button,
  button,
  buttons,
  heading,
  paragraph,
  type Reply,
} from '#core/reply'
import { saysTheSame } from '#core/says-the-same'
import { briefingBlocks, counted, saying, tombstoneBlocks } from '#core/show'
import { joinAnd } from '#core/words'
import { faultList, type Way } from './faults.ts'
import { draftButton, type Here, seenAs } from './here.ts'
import { isTheirs, labelOf, mayShow, tooHigh } from './label.ts'
import { saySecondLook, sayState } from './state.ts'

/** What is to be known of a draft before anything is done with it. */
type Read = { content?: Content; faults: readonly DraftFault[]; needs: Need[]; reached?: Reached }

/** A draft exactly as it will look, or what is to be mended first; with what may be done with it. */
export const preview = async (
  draft: Draft,
  here: Here,
  { way = 'form', lead = [] }: { way?: Way; lead?: readonly Block[] } = {},
): Promise<Reply> => {
  const tlp = labelOf(draft, here.writing.pen)
  if (!(await mayShow(draft, here))) return kept(draft, here)
  const found = await readingOf(draft, here)
  const { content, faults } = found
  const isWhole = content !== undefined && !faults.some(({ isError }) => isError)
  return {
    kind: 'reply',
    ...(tlp && { tlp }),
    headline: [
      isWhole ? content.title : `Draft ${draft.id} is kept; to be mended before it is published`,
    ],
    blocks: [
      ...lead,
      ...(isWhole ? whole(draft, content, found, here, way) : [faultList(errorsIn(faults), way)]),
      ...buttons(...(isWhole ? buttonsFor(draft, found, here) : mending(draft))),
    ],
    shows: [],
  }
}

/** Its author hears why, and keeps the ways to mend it. */
const kept = (draft: Draft, here: Here): Reply => {
  const fault = tooHigh(draft, here)
  if (!isTheirs(draft, here.writing.me.person)) throw fault
  return saying(paragraph(...fault.words), ...buttons(...mending(draft)))
}

const mending = (draft: Draft): (Button | false)[] => [
  ...editing(draft),
  draftButton('Drop', 'drop', draft),
]

/** What is told of a change is asked for by its own command; the whole of it, by the one for all drafts. */
const editing = (draft: Draft): (Button | false)[] => {
  const { kind, base } = draft
  const more = { briefing: base?.briefing ?? '' }
  return [
    kind !== 'retract' && draftButton('Edit', 'edit', draft),
    kind === 'correct' && draftButton('Edit what was wrong', 'correct', draft, more),
    kind === 'update' && draftButton('Edit what is new', 'update', draft, more),
    kind === 'retract' && draftButton('Edit', 'retract', draft, more),
  ]
}

const errorsIn = (faults: readonly DraftFault[]) => faults.filter(({ isError }) => isError)

const readingOf = async (draft: Draft, { writing, read, viewer }: Here): Promise<Read> => {
  const { base } = draft
  const { file, faults } = writing.pen.check(draft.markdown, await read.topics())
  const revisions = base ? await writing.revisions(viewer, base) : []
  const before = revisions.find(({ ref }) => ref.revision === base?.revision)
  const old = before && writing.pen.check(before.markdown).file?.content
  const isIdle = file && old && !file.content.withdrawn && saysTheSame(file.content, old)
  return {
    ...(file && { content: file.content }),
    faults: isIdle ? [...faults, unchanged] : faults,
    needs: file ? needsOf(file.content, before?.tlp) : [],
    ...(base && { reached: await writing.reached(base) }),
  }
}

const unchanged: DraftFault = {
  line: 1,
  isError: true,
  message:
    'the old words stand nowhere in the briefing, so nothing in it changes; write them exactly as they stand, or change the text',
}

const whole = (
  draft: Draft,
  content: Content,
  { faults, needs, reached }: Read,
  here: Here,
  way: Way,
): Block[] => {
  const briefing: Briefing = { ...content, ref: refOf(draft), passages: [] }
  return [
    ...(content.withdrawn ? tombstoneBlocks(briefing) : briefingBlocks(briefing)),
    { kind: 'divider' },
    aside(sayState(draft)),
    ...(reached ? [aside(sayReached(reached, draft))] : []),
    ...sayNeeds(draft, needs),
    ...saySecondLook(draft, here),
    ...(faults.length > 0 ? [heading('Worth mending'), faultList(faults, way)] : []),
  ]
}

const refOf = ({ base, workspace, id }: Draft) => ({
  workspace,
  briefing: base?.briefing ?? id,
  revision: (base?.revision ?? 0) + 1,
})

/** Where a change will go. */
const sayReached = ({ messages, channels, people }: Reached, { kind }: Draft): string => {
  if (messages + people === 0) return 'It has not been shown to anyone yet, so nobody is told.'
  const seen = `Shown in ${counted(messages, 'message')} in ${counted(channels, 'channel')}, and to ${counted(people, 'person', 'people')} alone.`
  const then =
    kind === 'update'
      ? 'These messages are changed.'
      : 'These messages are changed, and where others read them it is posted anew.'
  return `${seen} ${then}`
}

const sayNeeds = (draft: Draft, needs: readonly Need[]): Block[] => {
  if (needs.length === 0 || draft.state === 'published') return []
  const lowers = needs.includes('a lower label')
  return [
    ...(isApproved(draft)
      ? []
      : [paragraph(`For ${joinAnd(needs)}, somebody other than its author approves it first.`)]),
    ...(lowers && !draft.permission
      ? [paragraph('It lowers the label, which whoever set it must permit. Write down who did.')]
      : []),
    ...(draft.permission ? [aside(`Permission to lower the label: ${draft.permission}`)] : []),
  ]
}

const buttonsFor = (draft: Draft, { needs }: Read, { writing }: Here): (Button | false)[] => {
  const { state, kind, permission } = draft
  const { approves, releasesAlone, me } = writing
  const others = approves && isOther(draft, me.person)
  if (state === 'published')
    return [secondLookDue(draft) !== undefined && others && approve('I have looked at it', draft)]
  const isFree = needs.length === 0 || isApproved(draft)
  const isPermitted = !needs.includes('a lower label') || permission !== undefined
  return [
    isFree && isPermitted && draftButton('Publish', 'publish', draft, {}, 'here'),
    isFree &&
      isPermitted &&
      kind !== 'retract' &&
      button('Publish and post to …', 'briefing post', { what: seenAs(draft) }),
    !isPermitted && draftButton('Write down the permission', 'permit', draft),
    others && !isApproved(draft) && approve('Approve', draft),
    others &&
      state === 'in review' &&
      draftButton('Send back', 'approve', draft, { verdict: 'back' }, 'here'),
    state !== 'in review' &&
      !isApproved(draft) &&
      draftButton('Ask for a review', 'review', draft, {}, 'here'),
    !isFree &&
      isPermitted &&
      releasesAlone &&
      !others &&
      draftButton('Release alone', 'publish', draft, { alone: 'yes' }, 'here'),
    ...editing(draft),
    draftButton('Drop', 'drop', draft),
  ]
}

const approve = (label: string, draft: Draft): Button =>
  draftButton(label, 'approve', draft, {}, 'here')
