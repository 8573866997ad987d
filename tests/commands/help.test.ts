import { expect, it } from 'vitest'
import { running } from '../support/engine.ts'
import { textOf } from '../support/text.ts'
import { asked } from './asking.ts'

it('explains a family by its commands, and one of them by its options', async () => {
  const { ask } = await running()
  const family = textOf(await ask('/help tlp'))
  expect(family).toContain('/tlp show')
  expect(family).toContain('/tlp set')
  expect(family).not.toContain('/brief')
  expect(textOf(await ask('/help tlp set'))).toContain('the highest label to be shown')
})

it('says what is particular to asking on a platform, and elsewhere nothing of it', async () => {
  const hint = 'In a thread, mention me: @Sitrep /brief nato'
  const { say } = await asked({ hints: [hint] })
  expect(
    textOf(await say('/help'))
      .split('\n')
      .at(-1),
  ).toBe(hint)
  expect(textOf(await say('/help brief'))).not.toContain(hint)
  expect(textOf(await (await asked()).say('/help'))).not.toContain('thread')
})
