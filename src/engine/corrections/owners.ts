import type { CorrectionOutcome, Outcomes } from '#core/correction'
import type { Ms } from '#core/digest'
import type { Ref } from '#core/ref'
import { sayArrived, sayUnchanged } from '#core/say-correction'
import { type NoticeParts, noticeTo, whoToTell } from '../notices.ts'
import { keyOf } from '../send.ts'
import { failuresOf, progressOf } from './progress.ts'

/** So many are looked at in a beat; the rest follow. */
const atOnce = 20

/**
 * Once everything has ended in some way, whoever answers for a channel hears of what could not be changed
 * there; when all who can be reached know, the correction is done.
 */
export const endCorrections = async (parts: NoticeParts, now: Ms): Promise<void> => {
  const { store } = parts
  for (const { id, ref } of await store.corrections.ended(atOnce)) {
    const outcomes = await store.corrections.outcomes(id)
    if (outcomes.open > 0) continue
    if (!(await allTold(parts, id, outcomes, now))) continue
    await tellAuthor(parts, id, ref, now)
    await store.corrections.close(id, countsOf(outcomes))
  }
}

/** Whoever published it gets its receipt; who has loaded it from the folder reads the log. */
const tellAuthor = async (parts: NoticeParts, id: string, ref: Ref, now: Ms): Promise<void> => {
  const { store, platforms } = parts
  const drafts = await store.drafts.behind(ref)
  const draft = drafts.find(({ published }) => published?.revision === ref.revision)
  const platform = platforms.find(({ name }) => name === draft?.author.platform)
  const progress = await progressOf(parts, id)
  if (!draft || !platform || !progress || draft.author.person === '') return
  const document = sayArrived(draft.id, progress)
  const { person } = draft.author
  await store.outbox.add([
    noticeTo(platform, person, { id: keyOf('receipt', id, person), document }, now),
  ])
}

const countsOf = ({ places, changed, posted, told, used, open }: Outcomes) => ({
  ...{ places, changed, posted, told, used, open },
})

/** Whether each owner has a notice that arrived, or nobody is left to try. */
const allTold = async (
  parts: NoticeParts,
  id: string,
  { failed, unposted }: Outcomes,
  now: Ms,
): Promise<boolean> => {
  // What nobody but one person saw has no owner to tell.
  const some = [...failed, ...unposted].filter(({ isPersonal }) => !isPersonal)
  const byChannel = Map.groupBy(some, ({ platform, channel }) => `${platform} ${channel}`)
  const byPerson = new Map<string, CorrectionOutcome[]>()
  for (const theirs of byChannel.values()) {
    const person = await reachable(parts, id, theirs)
    if (person !== undefined) byPerson.set(person, [...(byPerson.get(person) ?? []), ...theirs])
  }
  let isTold = true
  for (const [person, theirs] of byPerson)
    if (!(await tell(parts, id, person, theirs, now))) isTold = false
  return isTold
}

/** The first who answers for a channel and to whom no notice of this has failed. */
const reachable = async (
  parts: NoticeParts,
  id: string,
  [first]: readonly CorrectionOutcome[],
): Promise<string | undefined> => {
  const { store, platforms } = parts
  if (!first) return undefined
  const { platform, workspace, channel: target } = first
  const [digest] = await store.digests.list({ platform, target })
  const people = await whoToTell(parts, digest ?? { platform, workspace })
  for (const person of people) {
    if (!platforms.some(({ name }) => person.startsWith(`${name}:`))) continue
    const state = (await store.outbox.find(noticeId(id, person)))?.state
    if (state === undefined || state === 'planned' || state === 'sending' || state === 'sent')
      return person
  }
  return undefined
}

const noticeId = (correction: string, person: string): string => keyOf('notice', correction, person)

/** Whether they know; what was planned before is on its way. */
const tell = async (
  parts: NoticeParts,
  id: string,
  person: string,
  failed: readonly CorrectionOutcome[],
  now: Ms,
): Promise<boolean> => {
  const { store, platforms, log } = parts
  const platform = platforms.find(({ name }) => person.startsWith(`${name}:`))
  const key = noticeId(id, person)
  const sent = await store.outbox.find(key)
  if (sent || !platform) return sent?.state === 'sent'
  const document = sayUnchanged(await failuresOf(platforms, failed))
  await store.outbox.add([noticeTo(platform, person, { id: key, document }, now)])
  log.warn({ correction: id, places: failed.length }, 'a correction did not reach every place')
  return false
}
