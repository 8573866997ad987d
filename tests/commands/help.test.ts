import { expect, it } from 'vitest'
import { running } from '../support/engine.ts'
import { textOf } from '../support/text.ts'

it('explains a family by its commands, and one of them by its options', async () => {
  const { ask } = await running()
  const family = textOf(await ask('/help tlp'))
  expect(family).toContain('/tlp show')
  expect(family).toContain('/tlp set')
  expect(family).not.toContain('/brief')
  expect(textOf(await ask('/help tlp set'))).toContain('the highest label to be shown')
})
