/** A process of its own: a Discord, the people on it, and the clock. Starts the bot that is to answer them. */
import { startDiscord } from '../tests/support/discord/index.ts'
import { generate, startsWithinMs } from './chat-generator.ts'
import { askOn } from './discord-ask.ts'
import { populate } from './discord-people.ts'

generate(async () => {
  // Tests check and keep all that is sent; here it would take a third more of cores that the bot needs too.
  const discord = await startDiscord({ keep: 'none', validate: false, within: startsWithinMs })
  const askers = populate(discord)
  const { api, token } = discord
  const isThere = () => discord.gateway.isUp && discord.commands().length > 0
  return {
    settings: { DISCORD_TOKEN: token, DISCORD_API_URL: api },
    plain: new URL('./discord-plain.ts', import.meta.url),
    async online(name) {
      await discord.until(isThere, `${name} to come online`)
      return askOn(discord, askers)
    },
    stop: () => discord.stop(),
  }
})
