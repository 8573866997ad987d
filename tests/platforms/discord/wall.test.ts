import { expect, it } from 'vitest'
import { shippedFolder } from '../../support/engine.ts'
import { amongHidden, withoutDrawn } from '../../support/hidden.ts'
import { onDiscord } from '../../support/on-discord.ts'

const asked: [string, Record<string, string>][] = [
  ['brief', { subject: 'nato' }],
  ['brief', { subject: 'aaa-hidden-1' }],
  ['search', { words: 'nato exercise bergen' }],
  ['search', { words: 'note hidden walrus' }],
  ['latest', { topic: 'nato' }],
  ['topics', {}],
  ['ask', { question: 'Which countries are in the new defence core?' }],
]
const typed = ['', 'n', 'aaa', 'note', 'nato ex', 'hidden']

// The hidden ones are published by then: it is their label that hides them.
const now = () => Temporal.Instant.from('2026-11-24T09:00:00Z')

/** Everything that somebody can get to see in a channel of TLP:CLEAR, without what names the message. */
const seenWith = async (folder: string) => {
  const { discord } = await onDiscord({ folder, now })
  const channel = discord.world.channel(discord.world.guild('Policy desk'), 'policy')
  const reader = discord.person({ name: 'Ben' })
  const seen: unknown[] = []
  for (const [name, options] of asked) {
    const { messages } = await reader.ask(channel, name, options)
    seen.push(messages.map(({ content, embeds, components }) => ({ content, embeds, components })))
  }
  for (const words of typed)
    seen.push(await reader.autocomplete(channel, 'brief', 'subject', words))
  for (const place of [reader.dm, channel]) {
    const said = await reader.say(place, `${discord.mention} When was the exercise in Bergen?`)
    const { content, embeds } = await said.answer
    seen.push({ content, embeds })
  }
  return withoutDrawn(JSON.stringify(seen))
}

it('shows to the byte the same on Discord with and without 400 hidden briefings', async () => {
  const [without, among] = await Promise.all([shippedFolder, amongHidden(400)].map(seenWith))
  expect(without).toContain('February 2026')
  expect(among).toBe(without)
})
