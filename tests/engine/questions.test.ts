import { expect, it } from 'vitest'
import { questionId } from '#core/question'
import { questionsOf } from '#engine/questions'
import { emptyStore } from '../support/store.ts'

const began = Temporal.Instant.from('2026-11-24T09:00:00Z')
const asked = {
  text: 'Who leads?',
  understood: 'Who leads?',
  topics: ['eu'],
  outcome: 'answered',
  clearance: 'CLEAR',
} as const

/** One store, some time, and whoever asks somewhere. */
const asking = async () => {
  const store = await emptyStore()
  let seconds = 0
  const now = () => began.add({ seconds })
  return {
    after: (more: number) => {
      seconds += more
    },
    as: (person: string, channel = 'dm', workspace = 'team') =>
      questionsOf(
        { store, now },
        { platform: 'test', person, channel, workspace: async () => workspace },
      ),
  }
}

it('has in mind for ten minutes what was asked last in the same place', async () => {
  const { as, after } = await asking()
  await as('ada').keep(asked)
  after(60)
  await as('ada').keep({ ...asked, text: 'and Germany?' })
  after(600)
  expect((await as('ada').last())?.text).toBe('and Germany?')
  for (const other of [as('ben'), as('ada', 'policy'), as('ada', 'dm', 'other')])
    expect(await other.last()).toBeUndefined()
  after(1)
  expect(await as('ada').last()).toBeUndefined()
})

it('gives an id that is no word, and knows it for the asker alone', async () => {
  const { as } = await asking()
  const id = await as('ada').keep(asked)
  expect(id).toMatch(questionId)
  expect(await as('ada', 'elsewhere', 'other').find(` ${id} `)).toMatchObject({
    ...asked,
    person: 'ada',
  })
  expect(await as('ben').find(id)).toBeUndefined()
  expect(await as('ben').judge(id, 'helped')).toBe(false)
  expect(await as('ada').judge(id, 'did not help')).toBe(true)
  expect((await as('ada').find(id))?.verdict).toBe('did not help')
})
