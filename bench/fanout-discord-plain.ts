/** What one would write in an evening: a loop over all channels, and discord.js to queue it. */
import { Client, Events, GatewayIntentBits, type Client as Ready } from 'discord.js'

const { DISCORD_TOKEN = '', DISCORD_API_URL = '' } = process.env

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: DISCORD_API_URL },
})
client.on(Events.Error, ({ message }) => console.error(message))
client.once(Events.ClientReady, ({ channels }: Ready<true>) => {
  for (const channel of channels.cache.values())
    if (channel.isSendable())
      channel.send('Nothing new since yesterday.').catch(({ message }) => console.error(message))
})
process.once('SIGTERM', () => process.exit(0))
await client.login(DISCORD_TOKEN)
