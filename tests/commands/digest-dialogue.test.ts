import { expect, it } from 'vitest'
import { onDiscord } from '../support/on-discord.ts'
import { onSlack } from '../support/on-slack.ts'

it('is changed in a dialogue on Discord', async () => {
  const { discord, store } = await onDiscord()
  const channel = discord.world.channel(discord.world.guild('Policy desk'), 'policy')
  const ada = discord.person({ name: 'Ada', permissions: ['ManageGuild'] })
  const made = await ada.ask(channel, 'digest create', { when: 'weekdays 08:00', topics: 'nato' })
  const opened = await (await ada.press(made.messages[0]!, 'Edit')).settled
  expect(opened.modal?.title).toBe('Change a digest')
  const values = { when: 'daily 9:00', topics: 'russia, nato' }
  await (await ada.submit(opened.modal!, values)).settled
  expect(await store.digests.list()).toMatchObject([
    { schedule: { times: [540] }, topics: ['russia', 'nato'], name: 'Morning briefing' },
  ])
  expect(discord.violations).toEqual([])
})

it('is suggested as one types on Discord', async () => {
  const { discord } = await onDiscord()
  const channel = discord.world.channel(discord.world.guild('Policy desk'), 'policy')
  const ada = discord.person({ name: 'Ada', permissions: ['ManageGuild'] })
  const offered = async (option: string, typed: string) =>
    (await ada.autocomplete(channel, 'digest create', option, typed)).map(({ value }) => value)
  expect(await offered('when', 'weekd')).toContain('weekdays at 08:00')
  expect(await offered('topics', 'nato, rus')).toEqual(['nato, russia'])
  expect(await offered('zone', 'ky')).toContain('Europe/Kyiv')
  await ada.ask(channel, 'digest create', { when: 'weekdays 08:00' })
  const digests = await ada.autocomplete(channel, 'digest pause', 'digest', 'morn')
  expect(digests.map(({ name }) => name)).toEqual(['Morning briefing · weekdays at 08:00'])
  expect(discord.violations).toEqual([])
})

it('is made and changed in dialogues on Slack, with each fault at its field', async () => {
  const { slack, store, team } = await onSlack()
  const channel = slack.world.channel(team, 'policy')
  const ada = slack.person({ name: 'Ada', isAdmin: true })
  const asked = await ada.ask(channel, '/digest create')
  const form = asked.view!
  const wrong = { When: '31 February 08:00', Topics: 'nato, rusia' }
  expect((await (await ada.submit(form, wrong)).settled).errors).toEqual({
    when: 'That never comes: February has no 31st, the longest ends with the 29th. Write on the last day in February at 08:00 instead.',
    topics: 'No topic "rusia". Did you mean Russia? All 10: /sitrep topics',
  })
  await (await ada.submit(form, { When: 'weekdays 08:00', Topics: 'nato, russia' })).settled
  const made = await asked.done(({ messages }) => messages.length === 1)
  expect(await store.digests.list()).toMatchObject([{ topics: ['nato', 'russia'] }])

  const pressed = await (await ada.press(made.messages[0]!, 'Edit')).settled
  await (await ada.submit(pressed.view!, { When: 'daily 9:00' })).settled
  await pressed.done(({ messages }) => messages.length === 1)
  expect(await store.digests.list()).toMatchObject([
    { schedule: { times: [540] }, topics: ['nato', 'russia'] },
  ])
  expect(slack.violations).toEqual([])
})

it('lists its commands where only its name is typed on Slack', async () => {
  const { slack, team } = await onSlack()
  const channel = slack.world.channel(team, 'policy')
  const { messages } = await slack.person({ name: 'Ben' }).ask(channel, '/digest')
  expect(messages.map(({ text }) => text).join()).toContain('digest create')
})
