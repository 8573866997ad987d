import type { Occasion } from '#core/chat'
import type { Block, Reply } from '#core/reply'
import { tlpLabel } from '#core/tlp'
import { calling } from '../../render/calling.ts'
import { boldHeadlineOf, headlineOf } from '../../render/headline.ts'
import { continued, inParts, type Part, type Rendered } from '../../render/parts.ts'
import { shaped } from '../../render/shape.ts'
import { answer } from './answer.ts'
import { embedOf, message } from './embed.ts'
import { frameOf } from './frame.ts'
import { line } from './inline.ts'
import { ours } from './limits.ts'
import { opening } from './lock-screen.ts'
import { callOf, roleId } from './notifying.ts'
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
 * call the channel, `#policy`, and `''` where the bot is alone with a person. The first of those that are
 * posted unasked calls the role that its headline ends with.
 */
export const renderMessage = (reply: Reply, room: string, occasion: Occasion): Rendered => {
  const { said, called } = calling(reply, occasion, roleId)
  const roleIn = (part: Part) => (part.at === 0 ? called : undefined)
  const { tlp } = said
  if (tlp === undefined) return renderBare(said, roleIn)
  const shown = shaped(said.blocks, frameOf('embed'))
  const where = { room, occasion, call: callOf(called) }
  const { content, saysPart, blocks } = opening({ ...said, tlp }, shown, where)
  return inParts(blocks, (some, part) => {
    const embeds = embedOf(saysPart ? '' : small(part), some, tlp)
    return message(content(part), { embeds, blocks: some, role: roleIn(part) })
  })
}

/** What shows nothing of any briefing: a message such as a person sends. */
const renderBare = (reply: Reply, roleIn: (part: Part) => string | undefined): Rendered => {
  const headline = headlineOf(reply, ours.address.content)
  return inParts([...headline, ...shaped(reply.blocks, frameOf('content'))], (blocks, part) => {
    const [said, below] = split(blocks, part.at === 0 ? headline.length : 0)
    const role = roleIn(part)
    const first = joined(' ', said || small(part), callOf(role))
    return message(wordsOf(first, below) || nothing, { blocks: below, role })
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
