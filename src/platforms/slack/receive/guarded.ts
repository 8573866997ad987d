import { paragraph, type Reply } from '#core/reply'
import { saying } from '#core/show'
import type { Receiving } from './receiving.ts'

/** With more than this underway, what comes is refused kindly rather than answered too late. */
const mostOpen = 150

const busy = saying(
  paragraph(
    'Too much is being asked at the moment, so this was not answered. Try again in a minute.',
  ),
)

const failed = saying(
  paragraph(
    'Something failed on our side, and the answer did not arrive, or not all of it. Try again in a minute.',
  ),
)

/** Does what somebody asked for, after its acknowledgement: nobody is left without a word. */
export const guarded = (
  { work, log }: Pick<Receiving, 'work' | 'log'>,
  say: (reply: Reply) => Promise<void>,
  act: () => Promise<unknown>,
): Promise<void> => {
  const isTooMuch = work.size >= mostOpen
  return work.run(async () => {
    try {
      await (isTooMuch ? say(busy) : act())
    } catch (error) {
      log.error({ err: error }, 'an answer did not arrive')
      await say(failed).catch(() => undefined)
    }
  })
}
