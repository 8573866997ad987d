/** What one would write in an evening: a list of messages, and discord.js to change one after the other. */
import { readFileSync } from 'node:fs'
import { Client, Events, GatewayIntentBits, Routes } from 'discord.js'

const { DISCORD_TOKEN = '', DISCORD_API_URL = '', MESSAGES = '' } = process.env

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: DISCORD_API_URL },
})
client.on(Events.Error, ({ message }) => console.error(message))
client.once(Events.ClientReady, async () => {
  const all = JSON.parse(readFileSync(MESSAGES, 'utf8')) as { channel: string; message: string }[]
  for (const { channel, message } of all)
    await client.rest
      .patch(Routes.channelMessage(channel, message), { body: { content: 'Corrected.' } })
      .catch((error) => console.error(error.message))
})
process.once('SIGTERM', () => process.exit(0))
await client.login(DISCORD_TOKEN)
