import { expect, it } from 'vitest'
import { type OnSlack, onSlack } from '../../support/on-slack.ts'
import { type Interaction, textOf } from '../../support/slack/index.ts'

/** A workspace with one channel, a manager and a reader. */
const inTeam = async (wish: Parameters<typeof onSlack>[0] = {}) => {
  const on = await onSlack(wish)
  const { slack, team } = on
  const channel = slack.world.channel(team, 'policy')
  const manager = slack.person({ name: 'Ada', isAdmin: true })
  const reader = slack.person({ name: 'Ben' })
  return { ...on, channel, manager, reader }
}

const saidIn = ({ messages }: Interaction): string => messages.map(textOf).join('\n')

const shown = async ({ store }: Pick<OnSlack, 'store'>) =>
  Array.fromAsync(store.shown({ kind: 'operator', clearance: 'RED' }))

it('acknowledges first, then answers the asker alone', async () => {
  const on = await inTeam()
  const asked = await on.reader.ask(on.channel, '/sitrep brief nato-exercise-bergen')
  expect(asked.ack?.response).toBeUndefined()
  expect(saidIn(asked)).toContain('NATO exercised at Bergen in Germany in February 2026')
  expect(saidIn(asked)).toContain('TLP:CLEAR')
  expect(on.slack.messages(on.channel)).toEqual([])
  expect(await shown(on)).toMatchObject([
    {
      platform: 'slack',
      workspace: on.team.id,
      channel: `${on.team.id}/${on.channel.id}`,
      command: 'brief',
    },
  ])
  expect(on.slack.violations).toEqual([])
})
