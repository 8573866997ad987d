import { expect, it } from 'vitest'
import { keptQuestion } from '../support/questions.ts'
import { textOf } from '../support/text.ts'
import { asked } from './asking.ts'

const known = async () => {
  const on = await asked({ manages: false })
  await on.store.questions.keep(keptQuestion())
  await on.store.questions.keep(keptQuestion({ id: 'q-bbbbbbbbbb', person: 'discord:2' }))
  const verdictOf = async (id: string) => (await on.store.questions.find(id))?.verdict
  return { ...on, verdictOf }
}

it('notes that an answer helped', async () => {
  const { say, verdictOf } = await known()
  expect(textOf(await say('/feedback q-aaaaaaaaaa did'))).toBe('Thank you: noted that it helped.')
  expect(await verdictOf('q-aaaaaaaaaa')).toBe('helped')
})

it.each(['did not', 'verdict:"did not"', 'no'])(
  'notes at "%s" that it did not, and offers the editors',
  async (verdict) => {
    const { say, verdictOf } = await known()
    expect(textOf(await say(`/feedback q-aaaaaaaaaa ${verdict}`))).toBe(
      [
        'Thank you: noted that it did not. The editors can be asked instead.',
        '[Ask the editors] /requests send {"question":"q-aaaaaaaaaa"}',
      ].join('\n'),
    )
    expect(await verdictOf('q-aaaaaaaaaa')).toBe('did not help')
  },
)

it('asks the editors what was understood', async () => {
  const { say, press } = await known()
  const reply = await press(await say('/feedback q-aaaaaaaaaa did not'), 'Ask the editors')
  expect(textOf(reply).split('\n')[0]).toBe(keptQuestion().understood)
})

it.each(['q-cccccccccc', 'q-bbbbbbbbbb', 'x'])(
  'says of %s that it is no longer kept',
  async (id) => {
    const { say, verdictOf } = await known()
    expect(textOf(await say(`/feedback ${id} did`))).toBe('That question is no longer kept.')
    expect(await verdictOf('q-bbbbbbbbbb')).toBeUndefined()
  },
)
