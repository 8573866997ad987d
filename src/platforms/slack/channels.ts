import type { Postable } from '#core/writing'
import { channelAt, personOf } from './address.ts'
import { remember } from './remember.ts'
import type { Teams } from './teams.ts'

/** https://docs.slack.dev/reference/methods/users.conversations */
const pageSize = 200
const mostPages = 5
/** For as long as one types; in milliseconds. */
const freshMs = 15_000

/** Channels that somebody is in and the app can see, in the order of their names. */
export const createChannels = (teams: Teams) => {
  const known = remember<Postable[]>(freshMs)

  const ask = async (workspace: string, user: string): Promise<Postable[]> => {
    const team = await teams.at(workspace)
    const found: Postable[] = []
    let cursor = ''
    for (let page = 0; team && page < mostPages; page += 1) {
      const { channels = [], response_metadata } = await team.client.users.conversations({
        ...{ user, types: 'public_channel,private_channel', exclude_archived: true },
        ...{ limit: pageSize, ...(cursor && { cursor }) },
      })
      for (const { id, name } of channels)
        if (id && name)
          found.push({ channel: channelAt({ workspace, channel: id }), name: `#${name}` })
      cursor = response_metadata?.next_cursor ?? ''
      if (cursor === '') break
    }
    return found.sort((a, b) => a.name.localeCompare(b.name))
  }
  return (workspace: string, person: string): Promise<Postable[]> => {
    const { user } = personOf(person)
    return known.get(`${workspace}/${user}`, () => ask(workspace, user))
  }
}
