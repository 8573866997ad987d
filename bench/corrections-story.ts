import { passages } from '#core/passages'
import { sayPosted } from '#core/say-published'
import type { Publication, Store } from '#core/store'
import { shared } from '#core/viewer'
import { pen } from '#intake/pen'
import { markdownOf, topics } from './corpus.ts'

/** Somewhere a briefing stands, in an answer that all see. */
export type Standing = { platform: string; workspace: string; channel: string; message: string }

/** The briefing that is corrected: the first of the corpus after this one that anybody may read. */
const from = 1

const story = (): { markdown: string; file: NonNullable<ReturnType<typeof pen.check>['file']> } => {
  for (let at = from; ; at += 1) {
    const markdown = markdownOf(at)
    const { file } = pen.check(markdown)
    if (file && file.content.tlp === 'CLEAR' && file.revision === 1) return { markdown, file }
  }
}

const published = (file: ReturnType<typeof story>['file']): Publication => ({
  ...file,
  id: file.content.slug,
  origin: 'chat',
})

/** Publishes it, and writes down that it stands in these messages, each an answer of its own. */
export const showEverywhere = async (store: Store, all: readonly Standing[]): Promise<void> => {
  const { file } = story()
  await store.setTopics(shared, topics)
  await store.publish(shared, [published(file)])
  const ref = { workspace: shared, briefing: file.content.slug, revision: 1 }
  const reply = sayPosted(
    { ...file.content, ref, passages: passages(file.content) },
    { isReleasedAlone: false },
  )
  const at = Temporal.Now.instant().toString()
  const line = { command: 'brief', owner: shared, briefing: ref.briefing, revision: 1, at }
  const answerOf = ({ channel, message }: Standing) => `${channel}/${message}`
  for (let begin = 0; begin < all.length; begin += batch) {
    const some = all.slice(begin, begin + batch)
    await store.recordShown(
      some.map((one) => ({
        ...line,
        ...{ workspace: one.workspace, platform: one.platform, channel: one.channel },
        ...{ person: `${one.platform}:1`, answer: answerOf(one) },
      })),
    )
    await Promise.all(
      some.map(({ message, ...where }) =>
        store.recordSent({
          ...{ ...where, answer: answerOf({ ...where, message }), messages: [message] },
          ...{ reply, at, occasion: 'answer' },
        }),
      ),
    )
  }
}

const batch = 200

/** A correction of it: one word of the title is another. */
export const correctStory = async (store: Store): Promise<void> => {
  const { markdown, file } = story()
  const [word = ''] = file.content.title.split(' ')
  const told = { kind: 'correction', was: word, is: `${word}s`, why: 'It was misread.' } as const
  const date = Temporal.Now.plainDateISO('Europe/Brussels').toString()
  const { file: next } = pen.check(pen.changed(markdown, { ...told, date, revision: 2 }))
  if (!next) throw new Error('the correction has a fault')
  await store.publish(shared, [published(next)])
}
