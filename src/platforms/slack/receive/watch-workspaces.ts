import type { Receiving } from './receiving.ts'
import { showHome } from './take-home.ts'

/** Whatever may let more people read somewhere, and the app being taken out of a workspace. */
export const watchWorkspaces = (parts: Receiving): void => {
  const { app, door, teams, people, facts, work } = parts
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
    const { id: user, name } = event.user
    if (!(await people.changed(workspace, event.user))) return
    facts.forget(workspace)
    void work.run(() => door.roomChanged(workspace))
    // What stands there from before may be more than a guest may see.
    void work.run(() => showHome(parts, { workspace, user, team: workspace, name, channel: '' }))
  })
  app.event('app_uninstalled', async ({ context }) =>
    teams.drop(context.teamId ?? '', 'uninstalled'),
  )
  app.event('tokens_revoked', async ({ event, context }) => {
    if ((event.tokens.bot ?? []).length > 0) teams.drop(context.teamId ?? '', 'revoked')
  })
}
