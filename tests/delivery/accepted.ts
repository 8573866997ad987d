import type { Discord } from '../support/discord/index.ts'
import type { Slack } from '../support/slack/index.ts'
import type { Accepted } from './check/evidence.ts'

/** All that the platforms took of us, each platform's in the order in which it took it. */
export const accepted = ({ discord, slack }: { discord: Discord; slack: Slack }): Accepted[] => [
  ...discord.accepted.map((one) => ({ platform: 'discord', ...one })),
  ...slack.accepted.map((one) => ({ platform: 'slack', ...one })),
]
