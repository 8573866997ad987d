import { expect, test } from 'vitest'
import { keyOf } from '#platforms/press-key'
import { actionOf, menuId, type Press, readPress } from '#platforms/slack/press'

const press = (opens: Press['opens'], options: Record<string, string> = {}): Press => ({
  label: 'Press',
  opens,
  command: 'tlp set',
  options,
})

test('an action says readably what it does, and is read back', () => {
  const options = { limit: 'AMBER+STRICT', words: 'a&b=c?d:é ~' }
  const { keep, ...action } = actionOf(press('here', options), 3)
  expect(action).toEqual({
    action_id: 'here:3',
    value: 'tlp set?limit=AMBER%2BSTRICT&words=a%26b%3Dc%3Fd%3A%C3%A9+%7E',
  })
  expect(keep).toBeUndefined()
  expect(readPress(action)).toEqual({ how: 'here', invoked: { command: 'tlp set', options } })
})

test.each(['here', 'new', 'channel', 'keep'] as const)('%s', (how) => {
  expect(readPress(actionOf(press(how), 0))).toEqual({
    how,
    invoked: { command: 'tlp set', options: {} },
  })
})

test('what is longer than Slack carries is kept', () => {
  const longest = { words: 'x'.repeat(2_000 - 'tlp set?words='.length) }
  const longer = { words: `${longest.words}x` }
  expect(actionOf(press('new', longest), 0).value).toHaveLength(2_000)
  const { keep, ...action } = actionOf(press('new', longer), 0)
  expect(keep).toEqual({ command: 'tlp set', options: longer })
  expect(readPress(action)).toEqual({ how: 'new', kept: keyOf(keep!) })
})

test('a menu fills an option in, with whatever was chosen', () => {
  const action_id = menuId('tlp set', 'limit', 2)
  for (const value of ['AMBER', '~a:b?c'])
    expect(readPress({ action_id, selected_option: { value } })).toEqual({
      how: 'select',
      invoked: { command: 'tlp set', options: { limit: value } },
    })
})

test.each([
  { action_id: '1||0n', value: 'help' },
  { action_id: 'later:0', value: 'help' },
  { action_id: 'new', value: 'help' },
  { action_id: 'new:0' },
  { action_id: 'select:0', selected_option: { value: 'a' } },
  { action_id: 'select:0:limit:tlp set', selected_option: null },
])('what an older or a newer Sitrep wrote is nothing: %j', (action) => {
  expect(readPress(action)).toBeUndefined()
})
