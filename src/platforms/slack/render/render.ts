import type { Occasion } from '#core/chat'
import type { Block, Reply } from '#core/reply'
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
import { lines } from './rich-text.ts'
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
  const headline = boldHeadlineOf(reply, ours.address)
  const text = textOf(reply, where)
  return inParts(
    [...headline, ...shaped(reply.blocks, frameOf(reply.blocks))],
    (blocks, part) => {
      const headlines = part.at === 0 ? headline.length : 0
      const first = firstLine(reply, headlineIn(blocks.slice(0, headlines)), part)
      return message(text(part), [...first, ...blocks.slice(headlines)], added(wish, part))
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

const message = (text: string, blocks: readonly Block[], extra: readonly Press[]): Message => {
  const presses = newPresses()
  const shown = blocks.flatMap((block) => slackBlocks(block, presses))
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
