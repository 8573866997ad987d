/** What one would write in an evening: a loop that edits one message after the other, and discord.js to queue it. */
import { readFileSync } from 'node:fs'
import { Client, Events, GatewayIntentBits, type Client as Ready } from 'discord.js'
import type { Standing } from './corrections-story.ts'

const { DISCORD_TOKEN = '', DISCORD_API_URL = '', STANDING = '' } = process.env

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: DISCORD_API_URL },
})
client.on(Events.Error, ({ message }) => console.error(message))
client.once(Events.ClientReady, async ({ channels }: Ready<true>) => {
  const standing = JSON.parse(readFileSync(STANDING, 'utf8')) as Standing[]
  for (const { channel, message } of standing) {
    const room = channels.cache.get(channel)
    if (!room?.isSendable()) continue
    await room.messages
      .edit(message, 'Corrected: four ships lie in the harbour.')
      .catch(({ message: why }) => console.error(why))
  }
})
process.once('SIGTERM', () => process.exit(0))
await client.login(DISCORD_TOKEN)
