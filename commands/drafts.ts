import { defineCommand } from '#core/command'
import type { Draft } from '#core/draft'
import { aside, type Item, list, paragraph, type Reply, typed } from '#core/reply'
import { counted, saying } from '#core/show'
import { highestTlp, tlpLabel } from '#core/tlp'
import { shortened } from '#core/words'
import { draftButton, type Here, hereOf } from './briefing/here.ts'
import { labelOf, mayShow } from './briefing/label.ts'
import { saySecondLook, sayState } from './briefing/state.ts'

const mostListed = 20

/** One's own drafts, and those that wait for a second pair of eyes. */
export const drafts = defineCommand({
  name: 'drafts',
  summary: 'Your drafts, and those that wait for a second pair of eyes',
  options: {},
  examples: ['/drafts'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  async run(context) {
    const here = hereOf(context)
    const all = await here.writing.drafts()
    const open = await Promise.all(all.map((draft) => mayShow(draft, here)))
    const seen = all.filter((_, at) => open[at])
    // What others write above the label limit here is not even counted.
    const { me } = here.writing
    const hidden = all.filter((draft, at) => !open[at] && draft.author.person === me.person).length
    if (seen.length + hidden === 0)
      return saying(paragraph('There are no drafts.'), aside('Begin one: ', typed('/briefing new')))
    return listed(seen, hidden, here)
  },
})

const listed = (seen: readonly Draft[], hidden: number, here: Here): Reply => {
  const shown = seen.slice(0, mostListed)
  const labels = shown.flatMap((draft) => labelOf(draft, here.writing.pen) ?? [])
  const tlp = highestTlp(labels)
  return {
    kind: 'reply',
    ...(tlp && { tlp }),
    headline: [counted(seen.length + hidden, 'draft')],
    blocks: [
      list(shown.map((draft) => itemOf(draft, here))),
      ...(hidden > 0 || shown.length < seen.length
        ? [aside(sayOthers(hidden, seen.length - shown.length, here))]
        : []),
    ],
    shows: [],
  }
}

const itemOf = (draft: Draft, here: Here): Item => {
  const { title } = here.writing.pen.fieldsOf(draft.markdown)
  const [late] = saySecondLook(draft, here)
  const look = late?.kind === 'paragraph' ? [' · ', ...late.text] : []
  const label = labelOf(draft, here.writing.pen)
  return {
    text: [
      label ? `${tlpLabel(label)}  ` : '',
      { kind: 'strong', text: shortened(title) || 'Without a title' },
      ` · ${sayState(draft)}`,
      ...look,
    ],
    button: { ...draftButton('Open', 'show', draft), options: { draft: draft.id } },
  }
}

/** Of one’s own that may not be shown here, how many, by no word of theirs. */
const sayOthers = (hidden: number, more: number, { viewer }: Here): string =>
  [
    ...(hidden > 0
      ? [
          `${counted(hidden, 'draft')} of yours with a label above ${tlpLabel(viewer.clearance)}, or none yet: ask where more may be shown.`,
        ]
      : []),
    ...(more > 0 ? [`${counted(more, 'older one')}: settle some of these first.`] : []),
  ].join(' ')
