import { expect, test } from 'vitest'
import { body, desk, said } from './trial.ts'

test('groups are listed by their handles, disabled ones only if asked for', async () => {
  const { slack, team, client } = await desk()
  const { world } = slack
  const first = world.group(team, 'policy-desk', 'Policy desk')
  const second = world.group(team, 'old')
  world.group(world.team('Elsewhere'), 'theirs')
  second.isDisabled = true
  const { usergroups } = await client.usergroups.list({ include_users: false })
  expect(usergroups).toMatchObject([
    { id: first.id, team_id: team.id, handle: 'policy-desk', name: 'Policy desk', date_delete: 0 },
  ])
  expect(first.id).toMatch(/^S[A-Z0-9]{10}$/)
  const all = await client.usergroups.list({ include_disabled: true })
  expect(all.usergroups?.map(({ handle }) => handle)).toEqual(['policy-desk', 'old'])
  expect(slack.violations).toEqual([])
})

test('groups take a scope of their own, which is missed without a fault of the app', async () => {
  const { slack, team, client } = await desk()
  team.scopes.delete('usergroups:read')
  expect(await said(client.usergroups.list())).toBe('missing_scope')
  expect(slack.violations).toEqual([])
})

test('a group is called where the test allows it, else that is noted', async () => {
  const { slack, team, policy, client } = await desk()
  const desks = [slack.world.group(team, 'desk'), slack.world.group(team, 'other')]
  const [called, other] = desks.map(({ id }) => id)
  slack.mayMention.add(called!)
  const post = (usergroup_id: string | undefined) =>
    said(client.chat.postMessage({ channel: policy.id, ...body('x', calling(`${usergroup_id}`)) }))
  expect(await post(called)).toBe('ok')
  expect(slack.violations).toEqual([])
  expect(await post(other)).toBe('ok')
  expect(slack.violations).toMatchObject([
    { isOurs: true, rule: 'mentions somebody', path: 'blocks.0.elements.0.elements.0' },
  ])
})

const calling = (usergroup_id: string) => ({
  blocks: [
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'usergroup', usergroup_id }] }],
    },
  ],
})
