import type { IncomingMessage, ServerResponse } from 'node:http'
import { App } from '@slack/bolt'
import type { ChatPlatform, Door, Outcome, Pace } from '#core/chat'
import { OperatorError } from '#core/errors'
import type { Log } from '#core/log'
import { nobodyElse, type Word } from '#core/word'
import { openWork } from '../open-work.ts'
import { addressOf, linkAt, personOf, tsOf } from './address.ts'
import { byHttp, bySocket } from './arrive/arrivals.ts'
import { createProcessing } from './arrive/processing.ts'
import { createChannels } from './channels.ts'
import { silent } from './client.ts'
import { createFacts } from './facts.ts'
import { groupNamed } from './groups.ts'
import { createPeople } from './people.ts'
import { tsAt } from './post/look-for.ts'
import { createPosting } from './post/posting.ts'
import { presentTo } from './present.ts'
import { createFetchFile } from './receive/files.ts'
import type { Receiving } from './receive/receiving.ts'
import { takeCommands } from './receive/take-commands.ts'
import { takeForms } from './receive/take-forms.ts'
import { takeHome } from './receive/take-home.ts'
import { takeMessages, writtenSince } from './receive/take-messages.ts'
import { takePresses } from './receive/take-presses.ts'
import { takeShortcuts } from './receive/take-shortcuts.ts'
import { watchWorkspaces } from './receive/watch-workspaces.ts'
import type { SlackSettings } from './settings.ts'
import { signIn } from './sign-in.ts'
import { createTeams, type Gone } from './teams.ts'

export type { SlackSettings, Tokens } from './settings.ts'
export { oneToken } from './settings.ts'

/** A chat platform that may be told of things over HTTP, at `/slack/events`. */
export type Slack = ChatPlatform & {
  listener?: (request: IncomingMessage, response: ServerResponse) => void
}

/** Until what came by HTTP is acknowledged, when stopping; in milliseconds. */
const acksWithinMs = 1_000

/** Sitrep on Slack. What it knows of Slack it has asked for within the last minute. */
export const createSlack = (
  settings: SlackSettings,
  log: Log,
  lost: (error: OperatorError) => void = () => undefined,
  word: Word = nobodyElse,
): Slack => {
  const teams = createTeams(settings, (workspace, why) => void gone(workspace, why))
  const people = createPeople(teams, { pass: word.pass, hear: () => hear() })
  const facts = createFacts(teams, people, () => hear())
  const hear = async (): Promise<void> => {
    for (const workspace of await word.heard()) {
      people.forget(workspace)
      facts.forget(workspace)
    }
  }
  const posting = createPosting(teams)
  const work = openWork((error) => log.error({ err: error }, 'something on Slack went wrong'))
  const leaving = new AbortController()
  let present = presentTo({ keep: async () => undefined })
  let isStarted = false
  let back = (): void => undefined

  const app = appFor(teams, log)
  const { process, acknowledged } = createProcessing(app)
  const parts = {
    settings,
    process,
    log,
    leaving: leaving.signal,
    back: () => back(),
    lost,
  }
  const { appToken, signingSecret } = settings
  const arrivals = appToken ? bySocket(parts, appToken) : byHttp(parts, signingSecret ?? '')

  const gone = async (workspace: string, why: Gone): Promise<void> => {
    people.forget(workspace)
    facts.forget(workspace)
    log.error({ workspace, fault: sayGone[why] }, 'a workspace is no longer served')
    const left = await teams.all().catch(() => [])
    if (left.length === 0) lost(new OperatorError(sayGone[why]))
  }

  /** The same, naming what is missing where something is. */
  const named = async (channel: string, sending: Promise<Outcome>): Promise<Outcome> => {
    const outcome = await sending
    if (outcome.kind !== 'forbidden' || outcome.missing.length > 0) return outcome
    return { ...outcome, missing: (await facts.at(channel))?.facts.missing ?? [] }
  }
  const sending: Pick<ChatPlatform, 'post' | 'reply' | 'edit' | 'remove'> = {
    post: (channel, body, key) => named(channel, posting.post(channel, body, key)),
    reply: (channel, to, body, key) => named(channel, posting.reply(channel, to, body, key)),
    edit: (channel, message, body) => named(channel, posting.edit(channel, message, body)),
    remove: (channel, message) => named(channel, posting.remove(channel, message)),
  }
  const typing = async (channel: string, to?: string): Promise<void> => {
    const { workspace, channel: id, thread } = addressOf(channel)
    // Slack shows it in a thread; without one there is nothing to hang it on, and it says so.
    const under = thread ?? (to === undefined ? tsAt(Temporal.Now.instant()) : tsOf(to))
    const team = await teams.at(workspace).catch(() => undefined)
    await team?.client.assistant.threads
      .setStatus({ channel_id: id, thread_ts: under, status: 'is looking in the briefings …' })
      .catch(() => undefined)
  }

  return {
    name: 'slack',
    hints: ['In a thread, where commands do not work, mention me: @Sitrep /brief nato'],
    ...(arrivals.listener && { listener: arrivals.listener }),
    async start(door: Door) {
      present = presentTo(door)
      const { timeoutMs } = settings
      const receiving: Receiving = {
        app,
        door,
        teams,
        people,
        facts,
        present,
        work,
        timeoutMs,
        log,
        posting: { ...sending, openDm: posting.openDm, typing },
      }
      takeCommands(receiving)
      takePresses(receiving)
      takeForms(receiving)
      takeShortcuts(receiving)
      takeMessages(receiving)
      takeHome(receiving)
      watchWorkspaces(receiving)
      // What was told while nobody listened is not told again for ever.
      back = () => void work.run(() => door.recover())
      const installed = await signIn({ teams, log, api: settings.api, leaving: leaving.signal })
      if (leaving.signal.aborted) return
      isStarted = true
      // Reading all people takes a while, and the first who asks should not wait for it.
      for (const team of installed) void people.guestsOf(team).catch(() => undefined)
      await arrivals.start()
      for (const { workspace } of installed) void work.run(() => door.roomChanged(workspace))
    },
    async render(reply, occasion, channel) {
      if (occasion !== 'unasked') return present.message(reply)
      return present.unasked(reply, (await facts.at(channel))?.facts.name ?? '')
    },
    ...sending,
    pace,
    async openThread(channel, message) {
      const { workspace, channel: id, thread = tsOf(message) } = addressOf(channel)
      return { kind: 'open', channel: `${workspace}/${id}/${thread}` }
    },
    mentionable: (workspace, typed) => groupNamed(teams, workspace, typed),
    readBack: async (channel, sought) =>
      isStarted
        ? posting.readBack(channel, sought)
        : { kind: 'cannot tell', why: 'Slack is not served yet' },
    openDm: posting.openDm,
    channelFacts: async (channel) => (await facts.at(channel))?.facts,
    typing,
    linkTo: (_, channel, message) => linkAt(addressOf(channel).workspace, message),
    workspace: people.workspace,
    channels: createChannels(teams),
    homeOf: (person) => personOf(person).workspace,
    isMember: people.isMember,
    memberName: people.memberName,
    memberships: people.memberships,
    writtenSince: (channel, message, since) =>
      writtenSince({ teams, log }, channel, message, since),
    fetchFile: createFetchFile(teams, settings),
    isUp: arrivals.isUp,
    async stop() {
      // What still arrives while it leaves is taken: Slack tells of a command or a press only once.
      leaving.abort()
      await arrivals.ended()
      await acknowledged(acksWithinMs)
      if (!(await work.ended(settings.stopWithinMs)))
        log.warn({ open: work.size }, 'stopped before everything was answered')
    },
  }
}

/** One a second for each channel; how much a workspace takes in all, Slack does not say. */
const pace: Pace = { per: 'workspace', start: 1, most: 5, perChannelMs: 1_000 }

const sayGone: Record<Gone, string> = {
  uninstalled:
    'The app was removed from the workspace. Install it again (OAuth & Permissions) and put its new token into SLACK_BOT_TOKEN.',
  revoked:
    'SLACK_BOT_TOKEN was revoked. Install the app again (OAuth & Permissions) and copy its new token.',
}

const appFor = (teams: ReturnType<typeof createTeams>, log: Log): App => {
  const app = new App({
    receiver: { init: () => undefined, start: async () => undefined, stop: async () => undefined },
    convoStore: false,
    logger: silent,
    authorize: async ({ teamId = '' }) => {
      const team = await teams.at(teamId)
      if (!team) throw new OperatorError('The app is not installed there.')
      const { id: botId, user: botUserId } = team.bot
      return { botId, botUserId, teamId, ...(team.client.token && { botToken: team.client.token }) }
    },
  })
  app.error(async (error) => log.error({ err: error }, 'something Slack told of was not taken'))
  return app
}
