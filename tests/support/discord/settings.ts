import type { DiscordSettings } from './api/discord.ts'

/** Discord's own numbers where it has one. */
export const usual: Required<DiscordSettings> = {
  token: 'loopback-token',
  port: 0,
  ackWithin: 3_000,
  tokenFor: 15 * 60_000,
  nonceFor: 3 * 60_000,
  heartbeat: 41_250,
  within: 20_000,
  keep: 'all',
  validate: true,
  privileged: 0,
}
