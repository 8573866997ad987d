import type { Body, Door } from '#core/chat'
import type { Form, Invoked, Reply } from '#core/reply'
import { keyOf } from '../press-key.ts'
import type { FormContext } from './filled-form.ts'
import { renderForm } from './render/form.ts'
import { renderAnswer, renderHome, renderMessage } from './render/render.ts'

/** Replies as bodies, once what their buttons could not carry is kept. */
export type Present = {
  answer(reply: Reply): Promise<Body[]>
  /** To one person, in at most so many messages, each answer with a button to keep it. */
  /** With `isOfPlace` it means something only where it was asked, and is not to be kept elsewhere. */
  alone(reply: Reply, invoked: Invoked, most: number, isOfPlace?: boolean): Promise<Body[]>
  message(reply: Reply): Promise<Body[]>
  unasked(reply: Reply, room: string): Promise<Body[]>
  form(form: Form, context: FormContext): Promise<Body>
  home(replies: readonly Reply[]): Promise<Body>
}

export const presentTo = (door: Pick<Door, 'keep'>): Present => {
  const keeping = async <T>(shown: T, keep: readonly Invoked[]): Promise<T> => {
    if (keep.length > 0) await door.keep(keep.map((invoked) => ({ key: keyOf(invoked), invoked })))
    return shown
  }
  const bodiesOf = ({ bodies, keep }: ReturnType<typeof renderAnswer>) => keeping(bodies, keep)
  return {
    answer: (reply) => bodiesOf(renderAnswer(reply)),
    alone(reply, invoked, messages, isOfPlace = false) {
      const all = { ...invoked, label: 'Send me all of it', opens: 'keep' } as const
      const extra = reply.shows.length > 0 && !isOfPlace ? [{ ...all, label: 'Keep' }] : []
      return bodiesOf(renderAnswer(reply, { extra, most: { messages, all } }))
    },
    message: (reply) => bodiesOf(renderMessage(reply, '', 'answer')),
    unasked: (reply, room) => bodiesOf(renderMessage(reply, room, 'unasked')),
    form(form, context) {
      const { view, keep } = renderForm(form, context)
      return keeping(view, keep)
    },
    home(replies) {
      const { view, keep } = renderHome(replies)
      return keeping(view, keep)
    },
  }
}
