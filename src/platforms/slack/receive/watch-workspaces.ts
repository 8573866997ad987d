import type { Receiving } from './receiving.ts'

type Watching = Pick<Receiving, 'app' | 'door' | 'teams' | 'people' | 'facts' | 'work'>

/** Whatever may let more people read somewhere, and the app being taken out of a workspace. */
export const watchWorkspaces = ({ app, door, teams, people, facts, work }: Watching): void => {
  const look = (workspace: string, channel: string, user?: string) =>
    void work.run(async () => {
      if (user !== undefined) await people.cameIn(workspace, user)
      facts.forget(workspace, channel)
      await door.roomChanged(workspace, `${workspace}/${channel}`)
    })
  app.event('channel_shared', async ({ event, context }) =>
    look(context.teamId ?? '', event.channel),
  )
  app.event('channel_unshared', async ({ event, context }) =>
    look(context.teamId ?? '', event.channel),
  )
  app.event('member_joined_channel', async ({ event, context }) =>
    look(context.teamId ?? '', event.channel, event.user),
  )
  app.event('member_left_channel', async ({ event, context }) =>
    look(context.teamId ?? '', event.channel),
  )
  app.event('user_change', async ({ event, context }) => {
    const { teamId: workspace = '' } = context
    if (!(await people.changed(workspace, event.user))) return
    facts.forget(workspace)
    void work.run(() => door.roomChanged(workspace))
  })
  app.event('app_uninstalled', async ({ context }) =>
    teams.drop(context.teamId ?? '', 'uninstalled'),
  )
  app.event('tokens_revoked', async ({ event, context }) => {
    if ((event.tokens.bot ?? []).length > 0) teams.drop(context.teamId ?? '', 'revoked')
  })
}
