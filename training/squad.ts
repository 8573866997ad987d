import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { sentences } from '#core/sentences'

/** The form that both SQuAD 2.0 and SQuADShifts are published in. */
const form = z.object({
  data: z.array(
    z.object({
      title: z.string(),
      paragraphs: z.array(
        z.object({
          context: z.string(),
          qas: z.array(
            z.object({
              id: z.string(),
              question: z.string(),
              is_impossible: z.boolean().default(false),
              answers: z.array(z.object({ text: z.string(), answer_start: z.number() })),
            }),
          ),
        }),
      ),
    }),
  ),
})

/** `gold` are the sentences of the paragraph that hold an answer; none where it cannot be answered. */
export type Asked = { id: string; question: string; gold: ReadonlySet<number> }
export type Paragraph = { slug: string; sentences: readonly string[]; asked: readonly Asked[] }
export type Article = { title: string; paragraphs: readonly Paragraph[] }

export const readSquad = (file: string): Article[] =>
  form.parse(JSON.parse(readFileSync(file, 'utf8'))).data.map(({ title, paragraphs }) => ({
    title: title.replaceAll('_', ' '),
    paragraphs: paragraphs.map(({ context, qas }, at) => {
      const found = sentences(context)
      const starts = startsOf(context, found)
      return {
        slug: `${slugOf(title)}-${at + 1}`,
        sentences: found,
        asked: qas.map(({ id, question, answers, is_impossible }) => ({
          id,
          question,
          gold: new Set(
            is_impossible ? [] : answers.map((one) => holding(starts, one.answer_start)),
          ),
        })),
      }
    }),
  }))

const slugOf = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')

const startsOf = (context: string, found: readonly string[]): number[] => {
  let from = 0
  return found.map((sentence) => {
    const at = context.indexOf(sentence, from)
    from = at + sentence.length
    return at
  })
}

const holding = (starts: readonly number[], at: number): number =>
  Math.max(
    0,
    starts.findLastIndex((start) => start <= at),
  )
