import type { Slack } from '../tests/support/slack/index.ts'

/** What Slack says of who asks and where: with a command, and with what is typed into a dialogue. */
export type Asker = Record<'command' | 'suggestion', Readonly<Record<string, unknown>>> & {
  channel: string
}

const rooms = 30
const people = 200
/** Of so many questions one is asked alone with the bot, the others in a channel. */
const oneAlone = 5

/** A workspace of the usual size, without guests. */
export const populate = ({ world, appId }: Pick<Slack, 'world' | 'appId'>) => {
  const team = world.team('Desk')
  const channels = Array.from({ length: rooms }, (_, at) => world.channel(team, `room-${at}`))
  const askers = Array.from({ length: people }, (_, at): Asker => {
    const user = world.user(`Reader ${at}`, { team })
    const channel = at % oneAlone === 0 ? world.dm(user) : channels[at % rooms]!
    const common = { token: 'verification', api_app_id: appId }
    return {
      channel: channel.id,
      command: {
        ...common,
        team_id: team.id,
        team_domain: team.domain,
        user_id: user.id,
        user_name: user.name,
        channel_id: channel.id,
        channel_name: channel.name,
        is_enterprise_install: 'false',
      },
      suggestion: {
        ...common,
        type: 'block_suggestion',
        team: { id: team.id, domain: team.domain },
        user: { id: user.id, name: user.name, username: user.name, team_id: team.id },
        enterprise: null,
        is_enterprise_install: false,
      },
    }
  })
  return { askers, token: team.token ?? '' }
}
