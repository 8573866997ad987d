import { describe, expect, it } from 'vitest'
import { isFollowUp, takenTogether, timeIn, wishesIn } from '#core/asking'

const kindOf = (text: string) => wishesIn(text).map(({ kind }) => kind)

describe('what a message wants', () => {
  it.for(['hi', 'Hello there', 'thanks!', 'Thank you very much.', 'good morning', 'ok', '…', '🙂'])(
    'is talk: %s',
    (text) => expect(kindOf(text)).toEqual(['talk']),
  )

  it.for([
    ['latest on Bergen', 'Bergen', undefined],
    ['What changed with NATO since Monday?', 'NATO', 'Monday'],
    ["what's the latest about the defence core", 'defence core', undefined],
    ['any news on cables', 'cables', undefined],
    ['what is new in Ukraine since last week', 'Ukraine', 'last week'],
    ['updates on air defence?', 'air defence', undefined],
  ] as const)('is what is newest: %s', ([text, about, since]) =>
    expect(wishesIn(text)).toEqual([
      { kind: 'latest', about, ...(since !== undefined && { since }) },
    ]),
  )

  it.for([
    'Who leads the four countries?',
    'nato',
    'is it in a no-fly zone',
    'Did the US withdraw?',
    'los angeles',
    'date of grey heron?',
    'Is there a plan for die-hard fans in Den Haag?',
  ])('is a question: %s', (text) => expect(wishesIn(text)).toEqual([{ kind: 'question', text }]))

  it.for([
    'Wer führt die vier Länder an?',
    'Quand est-ce que la réunion a lieu ?',
    '¿Quién lidera los cuatro países?',
    'Когда встреча?',
    'Kto jest w tej grupie?',
    'Quali sono i quattro paesi?',
  ])('is not in English: %s', (text) => expect(kindOf(text)).toEqual(['foreign']))

  it('is several questions, each for itself, and no more than three', () => {
    expect(wishesIn('Who leads? When is the exercise in Bergen? Thanks')).toEqual([
      { kind: 'question', text: 'Who leads?' },
      { kind: 'question', text: 'When is the exercise in Bergen?' },
    ])
    expect(wishesIn('Is it a? Is it b? Is it c? Is it d? Is it e?')).toHaveLength(3)
  })

  it('is something, however hostile', () => {
    for (const text of [
      'what is new '.repeat(200),
      'since '.repeat(300),
      `${'on '.repeat(400)}x since`,
      '?'.repeat(2_000),
      'hi '.repeat(500),
      '\u0301'.repeat(1_000),
    ])
      expect(wishesIn(text)).not.toEqual([])
  })
})

describe('when what is asked for was written', () => {
  it.for([
    ['What did NATO say since Monday?', 'What did NATO say?', 'Monday'],
    ['what was agreed since 3 November', 'what was agreed', '3 November'],
    ['Who met in Ghent last week?', 'Who met in Ghent?', 'last week'],
    ['What was decided in the past month?', 'What was decided?', 'last month'],
    ['who spoke yesterday about cables', 'who spoke about cables', 'yesterday'],
  ] as const)('%s', ([question, rest, since]) => expect(timeIn(question)).toEqual({ rest, since }))

  it.for(['When was the exercise?', 'Who has led it since', 'Which lasted weeks?'])(
    'is not said: %s',
    (question) => expect(timeIn(question)).toBeUndefined(),
  )
})

describe('a question that follows another', () => {
  it.for([
    'and Germany?',
    'What about Norway?',
    'how about in May',
    'when was it?',
    'who pays for it?',
    'what is its budget?',
  ])('is one: %s', (text) => expect(isFollowUp(text)).toBe(true))

  it.for([
    'Who leads?',
    'Why does the EU rethink its defence?',
    'When is the exercise in Bergen?',
    'And when is the exercise in Bergen?',
  ])('is none: %s', (text) => expect(isFollowUp(text)).toBe(false))

  it('puts its own name in the place of the one before', () => {
    expect(takenTogether('and Germany?', 'Who leads in Norway?')).toBe('Who leads in Germany')
  })

  it('takes over what the one before was about', () => {
    const meant = takenTogether(
      'how many troops took part in it?',
      'When was the exercise in Bergen?',
    )
    expect(meant).toMatch(/^how many troops took part in it .*exercise.*Bergen/)
  })
})
