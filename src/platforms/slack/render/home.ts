import type { KnownBlock } from '@slack/types'
import type { Body } from '#core/chat'
import { aside, type Block, type Invoked, type Reply, typed } from '#core/reply'
import { fit } from '../../fit.ts'
import { boldHeadlineOf } from '../../render/headline.ts'
import { shaped } from '../../render/shape.ts'
import { slackBlocks } from './blocks.ts'
import { newPresses } from './controls.ts'
import { firstLine, headlineIn } from './first-line.ts'
import { homeFrame } from './frame.ts'
import { limits, ours } from './limits.ts'
import { lines } from './rich-text.ts'
import { nothing } from './text.ts'

/** App Home: replies one under the other. What has no room is left out, and how to see it said. */
export const renderHome = (replies: readonly Reply[]): { view: Body; keep: Invoked[] } => {
  const presses = newPresses()
  const blocks = fitting(replies).flatMap((block) => slackBlocks(block, presses))
  const shown = blocks.length > 0 ? blocks : lines([nothing])
  return { view: { type: 'home', blocks: shown }, keep: presses.keep }
}

const closing: readonly Block[] = [
  { kind: 'divider' },
  aside(
    'There is more than this page has room for. Ask for it in Messages, or type ',
    typed('/help'),
  ),
]

const fitting = (replies: readonly Reply[]): Block[] => {
  const taken: Block[] = []
  for (const reply of replies) {
    const fits = (some: readonly Block[]): boolean => fitsHome([...taken, ...some, ...closing])
    const blocks: Block[] = [...(taken.length > 0 ? [divider] : []), ...blocksOf(reply)]
    const [first = [], ...more] = fit(blocks, { fits })
    if (!fits(first)) return [...taken, ...closing]
    taken.push(...first)
    if (more.length > 0) return [...taken, ...closing]
  }
  return taken
}

const divider: Block = { kind: 'divider' }

const blocksOf = (reply: Reply): Block[] => [
  ...firstLine(reply, headlineIn(boldHeadlineOf(reply, ours.address))),
  ...shaped(reply.blocks, homeFrame),
]

const fitsHome = (blocks: readonly Block[]): boolean => {
  const presses = newPresses()
  const shown: KnownBlock[] = blocks.flatMap((block) => slackBlocks(block, presses))
  return shown.length <= limits.viewBlocks && JSON.stringify(shown).length * 3 <= limits.view
}
