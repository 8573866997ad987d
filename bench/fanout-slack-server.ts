/** A process of its own: a Slack with its limits, and an app in many workspaces. */
import { type Slack, startSlack, type Team } from '../tests/support/slack/index.ts'
import { startsWithinMs } from './chat-generator.ts'
import type { Place } from './fanout-digests.ts'
import type { Kind, Sent } from './fanout-figures.ts'
import { runProgram } from './fanout-process.ts'

export type Plan = { channels: number; workspaces: number }
export type Ready = { settings: Record<string, string>; places: Place[]; large: string }

/** The largest workspace has so many of all channels; the others share the rest. */
const largeShare = 0.2

runProgram<Plan, Ready, Sent[]>(async (plan) => {
  // Tests check all that is sent; here it would take of the cores that the bot needs too.
  const slack = await startSlack({ validate: false, within: startsWithinMs })
  const { places, large, tokens } = populate(slack, plan)
  limit(slack)
  return {
    ready: {
      settings: {
        SLACK_API_URL: slack.api,
        SLACK_APP_TOKEN: slack.appToken,
        SLACK_TOKENS: JSON.stringify(tokens),
      },
      places,
      large,
    },
    tell: () => sentTo(slack),
    stop: () => slack.stop(),
  }
})

const populate = ({ world }: Slack, { channels, workspaces }: Plan) => {
  const teams = Array.from({ length: workspaces }, (_, at) => world.team(`Desk ${at}`))
  const [largest] = teams
  const inLargest = Math.round(channels * largeShare)
  const teamOf = (at: number): Team =>
    at < inLargest ? largest! : teams[1 + (at % (workspaces - 1))]!
  const places = Array.from({ length: channels }, (_, at): Place => {
    const team = teamOf(at)
    const { id } = world.channel(team, `room-${at}`)
    return { platform: 'slack', workspace: team.id, target: `${team.id}/${id}` }
  })
  const tokens = Object.fromEntries(teams.map(({ id, token }) => [id, token]))
  return { places, large: largest!.id, tokens }
}

/** One message a second to a channel is Slack's own; what a workspace may have is not published. */
const limit = ({ limit: set }: Slack): void => {
  set('chat.postMessage', { requests: 1, perSeconds: 1 })
  set('chat.postMessage', { requests: 3, perSeconds: 1, per: 'workspace' })
  // Tier 3: https://docs.slack.dev/apis/web-api/rate-limits
  set('conversations.info', { requests: 50, perSeconds: 60, per: 'workspace' })
}

type Args = { channel?: string; thread_ts?: string; metadata?: unknown }

const sentTo = ({ requests }: Slack): Sent[] =>
  requests.map(({ method, args, team, at, status, error }): Sent => {
    const { channel, thread_ts: thread, metadata } = args as Args
    const key = keyIn(metadata)
    return {
      at,
      kind: kindOf(method, thread),
      target: `${team}/${channel}`,
      isAccepted: status === 200 && error === undefined,
      isTooMany: status === 429,
      ...(key !== undefined && { key }),
    }
  })

const kindOf = (method: string, thread: string | undefined): Kind => {
  if (method !== 'chat.postMessage') return 'other'
  return thread === undefined ? 'message' : 'in thread'
}

/** A form has JSON in its values. */
const keyIn = (metadata: unknown): string | undefined => {
  const read = typeof metadata === 'string' ? JSON.parse(metadata) : metadata
  return (read as { event_payload?: { key?: string } } | undefined)?.event_payload?.key
}
