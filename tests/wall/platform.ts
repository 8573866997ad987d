import type { Body, ChatPlatform, Outcome } from '#core/chat'
import type { ChannelFacts } from '#core/places'
import type { Reply } from '#core/reply'
import { channels, people, peopleIn, workspaceOf, workspaces } from './places.ts'

/** All that reaches anybody's screen, and how; `to` is a channel, direct messages or a thread. */
export type Take = (to: string, how: 'post' | 'edit' | 'thread', what: unknown) => Promise<void>

/** Channels that outsiders can read by now, and why. */
export type Openness = Map<string, string>

/** What people see of a reply, and what its buttons carry; which rows of the store it shows is not sent. */
export const visibleIn = ({ tlp, headline, blocks }: Reply) => ({ tlp, headline, blocks })

/** A platform that takes everything at once and writes it down. */
export const recording = (take: Take, open: Openness): ChatPlatform => {
  let sent = 0
  const took = async (to: string, body: Body): Promise<Outcome> => {
    sent += 1
    const message = `m${sent}`
    await take(to, 'post', body)
    return { kind: 'sent', message }
  }
  const named = (id: string) => ({ id, name: `The ${id}` })
  const isOpen = (id: string) => {
    const why = open.get(id)
    return why === undefined ? {} : { open: why }
  }
  const joinedBy = (person: string): readonly string[] =>
    people.find((one) => one.person === person)?.joined ?? []
  return {
    name: 'discord',
    start: async () => undefined,
    render: async (reply, occasion) => [{ ...visibleIn(reply), occasion }],
    post: took,
    reply: (channel, _to, body) => took(channel, body),
    async edit(channel, message, body) {
      await take(channel, 'edit', body)
      return { kind: 'sent', message }
    },
    remove: async (_, message) => ({ kind: 'sent', message }),
    pace: { per: 'bot', start: 1_000_000, most: 1_000_000, perChannelMs: 0 },
    async openThread(channel, _message, name) {
      await take(channel, 'thread', name)
      return { kind: 'open', channel: `${channel}/thread` }
    },
    mentionable: async () => undefined,
    readBack: async () => ({ kind: 'absent' }),
    openDm: async (person) => ({ kind: 'open', channel: `dm/${person}` }),
    async channelFacts(channel): Promise<ChannelFacts | undefined> {
      const [room = ''] = channel.split('/')
      const workspace = channels.find(({ id }) => id === room)?.workspace
      if (workspace === undefined) return undefined
      const name = `#${room}`
      return { workspace, name, room, roomName: name, missing: [], ...isOpen(room) }
    },
    typing: async () => undefined,
    linkTo: (_, channel) => `https://chat.example/${channel}`,
    workspace: async (id) =>
      workspaces.some((one) => one === id) ? { ...named(id), ...isOpen(id) } : undefined,
    channels: async (workspace, person) =>
      channels
        .filter(({ id }) => workspaceOf(id) === workspace)
        .filter(({ id }) => peopleIn(id).some((one) => one.person === person))
        .map(({ id }) => ({ channel: id, name: `#${id}` })),
    isMember: async (workspace, person) => joinedBy(person).includes(workspace),
    memberName: async (workspace, person) =>
      joinedBy(person).includes(workspace)
        ? people.find((one) => one.person === person)?.name
        : undefined,
    fetchFile: async () => ({ kind: 'failed', why: 'no files here' }),
    memberships: async (person) => joinedBy(person).map(named),
    writtenSince: async () => [],
    isUp: () => true,
    stop: async () => undefined,
  }
}
