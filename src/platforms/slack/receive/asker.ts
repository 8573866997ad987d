import type { Asker } from '#core/chat'
import { shared } from '#core/viewer'
import { addressOf, channelAt, isDm, personAt } from '../address.ts'
import type { Facts } from '../facts.ts'
import type { People } from '../people.ts'

/** Who pressed or typed and where, as the payloads of Slack say it. */
export type From = {
  /** The workspace that the app is installed in. */
  workspace: string
  user: string
  /** Their own workspace; another one in a shared channel. */
  team: string
  name: string
  /** `C1`, `D1`; none in App Home. */
  channel: string
  thread?: string | undefined
}

/** What Slack says with what was typed; whether they manage anything it has to be asked. */
export const writerOf = ({ workspace, user, team, name, channel, thread }: From): Asker => {
  const address = channelAt({ workspace, channel, ...(thread && { thread }) })
  const isDirect = isDm(address)
  return {
    workspace: isDirect ? shared : workspace,
    channel: address,
    // Of an organisation with many workspaces some payloads name the organisation.
    person: personAt(team.startsWith('E') ? workspace : team, user),
    name,
    isDirect,
    manages: false,
    mayPost: false,
  }
}

/** The same with what they may do. What cannot be read they may not. */
export const askerOf = async (people: People, facts: Facts, from: From): Promise<Asker> => {
  const asker = writerOf(from)
  const { workspace } = addressOf(asker.channel)
  const [profile, known] = await Promise.all([
    people.profile(workspace, from.user).catch(() => undefined),
    asker.isDirect ? undefined : facts.at(asker.channel),
  ])
  const manages = profile?.manages ?? false
  const posters = known?.posters
  const mayPost = posters
    ? posters.users.includes(from.user) || (posters.admins && manages)
    : known !== undefined
  return { ...asker, name: profile?.name ?? asker.name, manages, mayPost }
}
