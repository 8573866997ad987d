import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerer, answererWith } from '#answers/answer'
import { readQuestion } from '#answers/question'
import type { Answer } from '#core/read'
import type { Store } from '#core/store'
import { shared, type Viewer } from '#core/viewer'
import { publication } from '../support/briefings.ts'
import { emptyStore } from '../support/store.ts'
import { loadBoth } from './questions.ts'

const viewer = (clearance: Viewer['clearance'] = 'CLEAR'): Viewer => ({
  kind: 'person',
  workspace: shared,
  person: 'terminal',
  clearance,
})

const source = (publisher: string, url: string) => ({
  publisher,
  title: 'A made-up report',
  url,
  date: '2026-05-10',
  accessed: '2026-05-12',
  reliability: 'C' as const,
  credibility: 3 as const,
})

const storeOf = async (...made: Parameters<typeof publication>[0][]): Promise<Store> => {
  const store = await emptyStore()
  await store.publish(
    shared,
    made.map((one) => publication(one)),
  )
  return store
}

const texts = ({ sentences }: Answer): string[] => sentences.map(({ text }) => text)

describe('an answer', () => {
  it('is made of sentences as they stand in briefings the asker may see', async () => {
    const store = await emptyStore()
    await loadBoth(store)
    const stored = new Map<string, Set<string>>()
    for (const label of ['CLEAR', 'AMBER'] as const) {
      const found = await store.latest(viewer(label), { changes: 'all', offset: 0, limit: 200 })
      const briefings = await Promise.all(
        found.items.map(({ slug }) => store.briefing(viewer(label), slug)),
      )
      const all = briefings.flatMap((one) => one?.passages.map(({ text }) => text) ?? [])
      stored.set(label, new Set(all))
    }
    const words = [...(stored.get('AMBER') ?? [])].flatMap((text) => text.split(' '))
    const question = fc.array(fc.constantFrom(...words), { minLength: 2, maxLength: 9 })
    await fc.assert(
      fc.asyncProperty(question, fc.constantFrom('CLEAR', 'AMBER'), async (some, label) => {
        const answer = await answerer.answer(store, viewer(label), `${some.join(' ')}?`)
        const known = stored.get(label)
        for (const { text, before = text, confidence = text } of answer.sentences)
          for (const shown of [before, text, confidence]) expect(known?.has(shown)).toBe(true)
        expect(answer.sentences.length).toBeLessThanOrEqual(3)
        expect(answer.score).toBeGreaterThanOrEqual(0)
        expect(answer.score).toBeLessThanOrEqual(1)
      }),
      { numRuns: 60 },
    )
  })

  it('never quotes what was withdrawn', async () => {
    const body =
      '\n## Reported\n\nExample Gazette reports that the Walrus barrier opened in May 2026.\n'
    const store = await storeOf({ slug: 'walrus', body })
    const question = 'When did the Walrus barrier open?'
    expect(texts(await answerer.answer(store, viewer(), question))).toHaveLength(1)
    const withdrawn = { date: '2026-06-01', reason: 'The Gazette withdrew its report.' }
    await store.publish(shared, [publication({ slug: 'walrus', body, withdrawn })])
    const after = await answerer.answer(store, viewer(), question)
    expect([after.sentences, after.nearest]).toEqual([[], []])
  })

  it('comes with the correction of its briefing', async () => {
    const store = await storeOf({
      slug: 'walrus',
      body: '\n## Reported\n\nExample Gazette reports that four Walrus boats were ordered.\n',
      changes: [
        {
          revision: 2,
          date: '2026-05-20',
          kind: 'correction',
          was: 'five boats',
          is: 'four boats',
          why: 'The Gazette says four.',
        },
      ],
    })
    const { sentences } = await answerer.answer(
      store,
      viewer(),
      'How many Walrus boats were ordered?',
    )
    expect(sentences[0]?.correction).toMatchObject({ was: 'five boats', is: 'four boats' })
  })

  it('marks a judgement, and brings its confidence along', async () => {
    const confidence = 'Confidence is low, because there is one unattributed source.'
    const judgement = 'It is likely (55-80 %) that the Walrus barrier opens late.'
    const store = await storeOf({
      slug: 'walrus',
      body: `\n## Reported\n\nExample Gazette reports work on the Walrus barrier.\n\n## Assessed\n\n${judgement} ${confidence}\n`,
    })
    const { sentences } = await answerer.answer(
      store,
      viewer(),
      'Will the Walrus barrier open late?',
    )
    expect(sentences).toContainEqual(
      expect.objectContaining({ text: judgement, section: 'Assessed', confidence }),
    )
    expect(sentences.map(({ text }) => text)).not.toContain(confidence)
  })

  it('says who says so, where the sentence before does', async () => {
    const store = await storeOf({
      slug: 'walrus',
      body: '\n## Reported\n\nThe harbour master and the ministry made two statements on the Walrus barrier. The first said that the Walrus barrier needs 40 workers.\n',
    })
    const question = 'How many workers does the Walrus barrier need?'
    const { sentences } = await answerer.answer(store, viewer(), question)
    expect(sentences[0]).toMatchObject({
      before: 'The harbour master and the ministry made two statements on the Walrus barrier.',
      text: 'The first said that the Walrus barrier needs 40 workers.',
    })
  })

  it('shows that two briefings disagree', async () => {
    const store = await storeOf(
      {
        slug: 'walrus-one',
        body: '\n## Reported\n\nHarbour Courier reports that the exercise Walrus Shield brought 120 vehicles.\n',
        sources: [source('Harbour Courier', 'https://example.org/1')],
      },
      {
        slug: 'walrus-two',
        body: '\n## Reported\n\nNorth Desk reports that the exercise Walrus Shield brought 90 vehicles.\n',
        sources: [source('North Desk', 'https://example.org/2')],
      },
    )
    const question = 'How many vehicles did the exercise Walrus Shield bring?'
    const answer = await answerer.answer(store, viewer(), question)
    expect(answer.isDisputed).toBe(true)
    expect(texts(answer).join()).toMatch(/120.*90|90.*120/)
  })
})

describe('what is newest', () => {
  it('is a sentence each of the newest, newest first', async () => {
    const store = await walruses()
    const { sentences } = await answerer.newest(store, viewer(), 'Walrus', {})
    expect(sentences.map(({ of }) => of.slug)).toEqual(['walrus-4', 'walrus-3', 'walrus-2'])
    expect(sentences[0]?.text).toBe('Example Gazette reports stage 4 of the Walrus barrier.')
  })

  it('begins with the day that is meant', async () => {
    const store = await walruses()
    const { sentences } = await answerer.newest(store, viewer(), 'Walrus', { since: '2026-03-04' })
    expect(sentences.map(({ of }) => of.slug)).toEqual(['walrus-4'])
  })

  it('is of a topic', async () => {
    const store = await walruses()
    const wish = { topic: 'defence-core' }
    const { sentences } = await answerer.newest(store, viewer(), 'Defence core', wish)
    expect(sentences).toHaveLength(3)
  })

  it('is nothing where nothing is', async () => {
    const store = await walruses()
    const { sentences, score } = await answerer.newest(store, viewer(), 'unicorns', {})
    expect([sentences, score]).toEqual([[], 0])
  })
})

/** Four stages of one thing, a day each. */
const walruses = (): Promise<Store> =>
  storeOf(
    ...[1, 2, 3, 4].map((day) => ({
      slug: `walrus-${day}`,
      published: `2026-03-0${day}`,
      body: `\n## Reported\n\nExample Gazette reports much else. Example Gazette reports stage ${day} of the Walrus barrier.\n`,
    })),
  )

describe('a model that chooses', () => {
  const first = 'Example Gazette reports that the Walrus barrier opened in May 2026.'
  const other = 'Example Gazette reports that the Walrus barrier has four gates.'
  const barrier = () => storeOf({ slug: 'walrus', body: `\n## Reported\n\n${first} ${other}\n` })
  const question = 'When did the Walrus barrier open?'
  const asking = async (
    numbers: number[] | undefined,
    label: 'CLEAR' | 'GREEN' = 'CLEAR',
    store?: Store,
    clearance: 'CLEAR' | 'GREEN' = 'CLEAR',
  ) => {
    const seen: string[][] = []
    const choose = async (_: string, sentences: readonly string[]) => {
      seen.push([...sentences])
      return numbers
    }
    const own = store ?? (await barrier())
    const chosen = answererWith({ choose, label })
    return { seen, own, answer: await chosen.answer(own, viewer(clearance), question) }
  }

  it('has its choice shown, in the words of the briefing', async () => {
    const { seen, answer } = await asking([1])
    expect(new Set(seen[0])).toEqual(new Set([first, other]))
    expect(texts(answer)).toEqual([seen[0]?.[1]])
  })

  it('may find that nothing answers', async () => {
    const { answer } = await asking([])
    expect(answer.sentences).toEqual([])
    expect(answer.nearest.map(({ slug }) => slug)).toEqual(['walrus'])
  })

  it('changes nothing where it cannot choose, or chooses what is not there', async () => {
    const { own, answer } = await asking(undefined)
    expect(answer).toEqual(await answerer.answer(own, viewer(), question))
  })

  it('is not shown what is above its label, nor asked where that leads', async () => {
    const store = await storeOf({
      slug: 'walrus',
      tlp: 'TLP:GREEN',
      body: `\n## Reported\n\n${first} ${other}\n`,
    })
    const { seen } = await asking([0], 'CLEAR', store, 'GREEN')
    expect(seen).toEqual([])
    expect((await asking([0], 'GREEN', store, 'GREEN')).seen).toHaveLength(1)
  })
})

it('reads no more of a question than a set of terms holds', () => {
  const question = Array.from({ length: 40 }, (_, at) => `word${at}`).join(' ')
  const { wanted } = readQuestion(question, { visible: 500, holding: new Map() })
  expect(wanted.map(({ term }) => term)).toEqual(question.split(' ').slice(0, 32))
})
