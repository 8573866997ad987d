import type { Body, Door } from '#core/chat'
import type { Form, Invoked, Reply } from '#core/reply'
import { keyOf } from '../custom-id.ts'
import { renderForm } from './form.ts'
import { renderAnswer, renderMessage } from './render.ts'

/** Replies as bodies, once what their buttons could not carry is kept. */
export type Render = {
  answer(reply: Reply): Promise<Body[]>
  message(reply: Reply): Promise<Body[]>
  unasked(reply: Reply, room: string): Promise<Body[]>
  form(form: Form): Promise<Body>
}

export const presentTo = (door: Pick<Door, 'keep'>): Render => {
  const keeping = async <T>(shown: T, keep: readonly Invoked[]): Promise<T> => {
    if (keep.length > 0) await door.keep(keep.map((invoked) => ({ key: keyOf(invoked), invoked })))
    return shown
  }
  return {
    answer(reply) {
      const { bodies, keep } = renderAnswer(reply)
      return keeping(bodies, keep)
    },
    message(reply) {
      const { bodies, keep } = renderMessage(reply, '', 'answer')
      return keeping(bodies, keep)
    },
    unasked(reply, room) {
      const { bodies, keep } = renderMessage(reply, room, 'unasked')
      return keeping(bodies, keep)
    },
    form(form) {
      const { body, keep } = renderForm(form)
      return keeping(body, keep)
    },
  }
}
