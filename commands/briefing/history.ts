import type { Briefing } from '#core/briefing'
import { defineCommand } from '#core/command'
import { sayDate } from '#core/dates'
import type { Draft } from '#core/draft'
import { option } from '#core/options'
import { aside, type Item, list } from '#core/reply'
import { listed, type Progress, sayReceipt } from '#core/say-correction'
import { counted, showing } from '#core/show'
import { hereOf } from './here.ts'

/** Every revision of a briefing: when, what kind, who and why; the newest first. */
export const briefingHistory = defineCommand({
  name: 'briefing history',
  summary: 'Every revision of a briefing: when, who and why',
  options: { briefing: option.briefing('which briefing') },
  examples: ['/briefing history nato-exercise-bergen'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { briefing }, ...context }) {
    const { writing, viewer } = hereOf(context)
    const mine = briefing.ref.workspace === (await writing.workspace())
    const [revisions, origins, reached, receipts] = await Promise.all([
      writing.revisions(viewer, briefing.ref),
      mine ? writing.origins(briefing.ref) : [],
      mine ? writing.reached(briefing.ref) : undefined,
      mine ? writing.receipts(briefing.ref) : undefined,
    ])
    const items = revisions
      .toReversed()
      .flatMap(({ ref: { revision }, isEmptied }) => [
        itemOf(briefing, revision, isEmptied, origins.find(isOf(revision))),
        ...receiptOf(receipts?.get(revision)),
      ])
    return showing([briefing], {
      headline: [briefing.title],
      blocks: [
        list(items),
        ...(reached
          ? [
              aside(
                `Shown in ${counted(reached.messages, 'message')} in ${counted(reached.channels, 'channel')}, and to ${counted(reached.people, 'person', 'people')} alone.`,
              ),
            ]
          : []),
      ],
    })
  },
})

const isOf =
  (revision: number) =>
  ({ published }: Draft): boolean =>
    published?.revision === revision

const itemOf = (
  briefing: Briefing,
  revision: number,
  isEmptied: boolean,
  origin: Draft | undefined,
): Item => ({
  text: [
    { kind: 'strong', text: `Revision ${revision}` },
    ` · ${sayWhat(briefing, revision)}`,
    origin ? ` · ${sayWho(origin)}` : '',
    isEmptied ? ' · its words were taken out' : '',
  ],
})

/** What came of it, and each place that it did not reach. */
const receiptOf = (progress: Progress | undefined): Item[] =>
  progress
    ? [
        { text: [sayReceipt(progress)], depth: 1 },
        ...listed([...progress.failed, ...progress.unposted]).flatMap((block) =>
          block.kind === 'list' ? block.items.map((item) => ({ ...item, depth: 2 })) : [],
        ),
      ]
    : []

const sayWhat = ({ changes, published, withdrawn }: Briefing, revision: number): string => {
  const entry = changes.find((one) => one.revision === revision)
  if (entry) {
    const { date, kind, was, is, why } = entry
    return `${sayDate(date)}, ${kind}: was "${was}", is "${is}". ${why}`
  }
  if (revision > 1 && withdrawn) return `${sayDate(withdrawn.date)}, withdrawn: ${withdrawn.reason}`
  return `${sayDate(published)}, published`
}

const sayWho = ({ author, approver, isReleasedAlone }: Draft): string => {
  const by = `by ${author.name || 'somebody who has erased their name'}`
  if (isReleasedAlone)
    return `${by}, released by one${approver ? `, looked at by ${approver.name}` : ', not looked at yet'}`
  return approver ? `${by}, approved by ${approver.name}` : by
}
