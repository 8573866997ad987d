import type { Occasion } from '#core/chat'
import type { Block, Reply } from '#core/reply'
import { tlpLabel } from '#core/tlp'
import { boldHeadlineOf, headlineOf } from '../../render/headline.ts'
import { continued, inParts, type Part, type Rendered } from '../../render/parts.ts'
import { shaped } from '../../render/shape.ts'
import { answer } from './answer.ts'
import { embedOf, message } from './embed.ts'
import { frameOf } from './frame.ts'
import { line } from './inline.ts'
import { ours } from './limits.ts'
import { opening } from './lock-screen.ts'
import { wordsOf } from './prose.ts'

export type { Rendered } from '../../render/parts.ts'

/** What answers an interaction: messages of Components V2, in order. */
export const renderAnswer = (reply: Reply): Rendered => {
  const { tlp } = reply
  const headline = boldHeadlineOf(reply, ours.address.components)
  return inParts([...headline, ...shaped(reply.blocks, frameOf('components'))], (blocks, part) => {
    const [said, below] = split(blocks, part.at === 0 ? headline.length : 0)
    const name = tlp && `**${tlpLabel(tlp)}**`
    const first = name ? joined('  ', name, said, continued(part)) : said || small(part)
    return answer(first || (below.length === 0 ? nothing : ''), below, tlp)
  })
}

/**
 * Ordinary messages, in order: what answers a direct message, and what is posted. `room` is what people
 * call the channel, `#policy`, and `''` where the bot is alone with a person.
 */
export const renderMessage = (reply: Reply, room: string, occasion: Occasion): Rendered => {
  const { tlp } = reply
  if (tlp === undefined) return renderBare(reply)
  const shown = shaped(reply.blocks, frameOf('embed'))
  const { content, saysPart, blocks } = opening({ ...reply, tlp }, shown, { room, occasion })
  return inParts(blocks, (some, part) => {
    const above = saysPart ? '' : small(part)
    return message(content(part), embedOf(above, some, tlp), some)
  })
}

/** What shows nothing of any briefing: a message such as a person sends. */
const renderBare = (reply: Reply): Rendered => {
  const headline = headlineOf(reply, ours.address.content)
  return inParts([...headline, ...shaped(reply.blocks, frameOf('content'))], (blocks, part) => {
    const [said, below] = split(blocks, part.at === 0 ? headline.length : 0)
    return message(wordsOf(said || small(part), below) || nothing, [], below)
  })
}

const nothing = 'Nothing to show.'

const small = (part: Part): string => (part.at > 0 ? `-# ${continued(part)}` : '')

const joined = (by: string, ...words: string[]): string =>
  words.filter((some) => some !== '').join(by)

/** What the headline says with which some blocks begin, and the blocks below it. */
const split = (blocks: readonly Block[], headlines: number): [string, readonly Block[]] => {
  const [headline] = blocks.slice(0, headlines)
  return [headline?.kind === 'paragraph' ? line(headline.text) : '', blocks.slice(headlines)]
}
