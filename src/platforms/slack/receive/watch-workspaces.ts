import { OperatorError } from '#core/errors'
import type { Receiving } from './receiving.ts'

type Watching = Pick<Receiving, 'app' | 'door' | 'teams' | 'people' | 'facts' | 'work' | 'log'> & {
  /** The app is no longer installed anywhere. */
  lost(error: OperatorError): void
}

const uninstalled = new OperatorError(
  'The app was removed from the workspace. Install it again (OAuth & Permissions) and put its new token into SLACK_BOT_TOKEN.',
)
const revoked = new OperatorError(
  'SLACK_BOT_TOKEN was revoked. Install the app again (OAuth & Permissions) and copy its new token.',
)

/** Whatever may let more people read somewhere, and the app being taken out of a workspace. */
export const watchWorkspaces = ({
  app,
  door,
  teams,
  people,
  facts,
  work,
  log,
  lost,
}: Watching): void => {
  const look = (workspace: string, channel: string) => {
    facts.forget(workspace, channel)
    void work.run(() => door.roomChanged(workspace, `${workspace}/${channel}`))
  }
  const gone = async (workspace: string, why: OperatorError): Promise<void> => {
    teams.drop(workspace)
    people.forget(workspace)
    facts.forget(workspace)
    log.error({ workspace, fault: why.message }, 'a workspace is no longer served')
    const left = await teams.all().catch(() => [])
    if (left.length === 0) lost(why)
  }
  app.event('channel_shared', async ({ event, context }) =>
    look(context.teamId ?? '', event.channel),
  )
  app.event('channel_unshared', async ({ event, context }) =>
    look(context.teamId ?? '', event.channel),
  )
  app.event('member_joined_channel', async ({ event, context }) =>
    look(context.teamId ?? '', event.channel),
  )
  app.event('app_uninstalled', async ({ context }) => gone(context.teamId ?? '', uninstalled))
  app.event('tokens_revoked', async ({ event, context }) => {
    if ((event.tokens.bot ?? []).length > 0) await gone(context.teamId ?? '', revoked)
  })
}
