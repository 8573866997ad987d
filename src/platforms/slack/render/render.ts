import type { Occasion } from '#core/chat'
import type { Block, Reply } from '#core/reply'
import { calling } from '../../render/calling.ts'
import { boldHeadlineOf } from '../../render/headline.ts'
import { inParts, type Message, type Part, type Rendered } from '../../render/parts.ts'
import { shaped } from '../../render/shape.ts'
import type { Press } from '../press.ts'
import { slackBlocks } from './blocks.ts'
import { actions, newPresses, type Presses } from './controls.ts'
import { firstLine, headlineIn } from './first-line.ts'
import { frameOf } from './frame.ts'
import { ours } from './limits.ts'
import { fitsMessage } from './measure.ts'
import { groupId, lineCalling, lines } from './rich-text.ts'
import { nothing, textOf, type Where } from './text.ts'

export type { Rendered } from '../../render/parts.ts'
export { renderHome } from './home.ts'

export type Wish = {
  /** Buttons at the end of the last message, at most four. */
  extra?: readonly Press[]
  /** At most so many messages; where there are more, `all` stands on the last of these instead. */
  most?: { messages: number; all: Press }
}

/** What answers a person, alone or in their thread: messages, in order. */
export const renderAnswer = (reply: Reply, wish: Wish = {}): Rendered =>
  rendered(reply, { room: '', occasion: 'answer' }, wish)

/** What is posted unasked, in order; `room` is what people call the channel, `''` in direct messages. */
export const renderMessage = (reply: Reply, room: string, occasion: Occasion): Rendered =>
  rendered(reply, { room, occasion }, {})

const rendered = (reply: Reply, where: Where, wish: Wish): Rendered => {
  const { said, called } = calling(reply, where.occasion, groupId)
  const headline = boldHeadlineOf(said, ours.address)
  const text = textOf(reply, where)
  return inParts(
    [...headline, ...shaped(said.blocks, frameOf(said.blocks))],
    (blocks, part) => {
      const isFirst = part.at === 0
      const headlines = isFirst ? headline.length : 0
      return message(text(part), {
        first: firstLine(reply, headlineIn(blocks.slice(0, headlines)), part),
        below: blocks.slice(headlines),
        group: isFirst ? called : undefined,
        extra: added(wish, part),
      })
    },
    wish.most?.messages,
  )
}

/** What is added to one of the messages. */
const added = ({ extra = [], most }: Wish, { at, of }: Part): readonly Press[] => {
  const shown = Math.min(of, most?.messages ?? of)
  if (at !== shown - 1) return []
  return most && of > shown ? [most.all] : extra
}

type Shaped = {
  first: readonly Block[]
  below: readonly Block[]
  /** Whom the first line calls. */
  group: string | undefined
  extra: readonly Press[]
}

const message = (text: string, { first, below, group, extra }: Shaped): Message => {
  const presses = newPresses()
  const inSlack = (block: Block) => slackBlocks(block, presses)
  const begun = group === undefined ? first.flatMap(inSlack) : lineCalling(headlineIn(first), group)
  const shown = [...begun, ...below.flatMap(inSlack)]
  const buttons = extra.map((press) => presses.button(press))
  const said = shown.length > 0 ? shown : lines([nothing])
  return {
    body: {
      text,
      blocks: withButtons(said, buttons),
      unfurl_links: false,
      unfurl_media: false,
    },
    keep: presses.keep,
    fits: fitsMessage(shown),
  }
}

type Shown = ReturnType<typeof slackBlocks>

/** Buttons that are added, in the last row where it has room for them. */
const withButtons = (shown: Shown, buttons: readonly ReturnType<Presses['button']>[]): Shown => {
  const last = shown.at(-1)
  if (buttons.length === 0) return shown
  const hasRoom =
    last?.type === 'actions' && last.elements.length + buttons.length <= ours.buttonsInRow
  return hasRoom
    ? [...shown.slice(0, -1), actions(...last.elements, ...buttons)]
    : [...shown, actions(...buttons)]
}
