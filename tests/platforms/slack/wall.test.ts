import { expect, it } from 'vitest'
import { shippedFolder } from '../../support/engine.ts'
import { amongHidden, withoutDrawn } from '../../support/hidden.ts'
import { inTeam } from '../../support/on-slack.ts'
import { blocksOf, type Message, type View } from '../../support/slack/index.ts'

const asked = [
  '/brief nato',
  '/brief aaa-hidden-1',
  '/sitrep search nato exercise bergen',
  '/sitrep search note hidden walrus',
  '/sitrep latest nato',
  '/sitrep topics',
  '/ask Which countries are in the new defence core?',
]
const typed = ['', 'n', 'aaa', 'note', 'nato ex', 'hidden']

// The hidden ones are published by then: it is their label that hides them.
const now = () => Temporal.Instant.from('2026-11-24T09:00:00Z')

/** All of a message or a view but the ids that Slack gives. */
const seen = (on: Message | View) => [
  'text' in on ? on.text : '',
  blocksOf(on).map(({ block_id: _, ...block }) => block),
]

/** Everything that somebody can get to see in a channel of TLP:CLEAR, and alone with the bot. */
const seenWith = async (folder: string) => {
  const { slack, reader, channel, team } = await inTeam({ folder, now })
  const all: unknown[] = []
  for (const line of asked) all.push((await reader.ask(channel, line)).messages.map(seen))
  const { view } = await reader.ask(channel, '/sitrep search walrus topic:nato page:1')
  all.push(view && seen(view))
  const form = await reader.ask(channel, '/brief')
  for (const words of typed) all.push(await reader.suggest(form.view!, 'Subject', words))
  for (const place of [reader.dm, channel]) {
    const said = await reader.say(place, `<@${team.bot.id}> When was the exercise in Bergen?`)
    all.push(seen(await said.answer))
  }
  all.push(seen(await (await reader.openHome()).published))
  await reader.openMessages()
  all.push(
    await slack.until(() => {
      const prompts = slack.prompts(reader.dm)
      return prompts.length > 0 && prompts
    }),
  )
  return withoutDrawn(JSON.stringify(all))
}

it('shows to the byte the same on Slack with and without 400 hidden briefings', async () => {
  const [without, among] = await Promise.all([shippedFolder, amongHidden(400)].map(seenWith))
  expect(without).toContain('February 2026')
  expect(among).toBe(without)
})
