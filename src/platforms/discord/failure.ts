import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'

/** Why Discord's REST gave no answer, and what whoever runs Sitrep can do. Never says a token. */
export const sayFailure = (error: unknown): string => {
  if (error instanceof RateLimitError)
    return `Discord asks to wait ${Math.ceil(error.retryAfter / 1_000)} seconds. Try again then.`
  if (error instanceof DiscordAPIError || error instanceof HTTPError) return sayStatus(error.status)
  const { name, code } = error as { name?: string; code?: unknown }
  // A header cannot hold it, so it holds what no token does.
  if (code === 'UND_ERR_INVALID_ARG') return unknownToken
  if (name === 'AbortError') return `Discord did not answer in time. ${checkWay}`
  if (typeof code === 'string') return `Discord cannot be reached (${code}). ${checkWay}`
  return stranger
}

const unknownToken =
  'DISCORD_TOKEN is not known to Discord. Copy it again from the developer portal (Bot, Reset Token).'
const checkWay = 'Check the network and DISCORD_API_URL.'
const stranger =
  'What answers at DISCORD_API_URL does not speak as Discord does. Leave it empty to use Discord itself.'

const sayStatus = (status: number): string => {
  if (status === 401) return unknownToken
  return status >= 500
    ? `Discord is out of order (${status}). Look at discordstatus.com and try again later.`
    : stranger
}
