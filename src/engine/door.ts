import { randomUUID } from 'node:crypto'
import type { Answered, Asker, ChatPlatform, Door } from '#core/chat'
import type { Log } from '#core/log'
import type { Store } from '#core/store'
import type { Asking, Engine } from './engine.ts'
import { channelViewer, personViewer, standingOf } from './eyes.ts'
import { receive, recover } from './inbox.ts'
import { ownOf } from './own.ts'
import { lookAtRooms, roomOf } from './rooms.ts'
import { share, shareable } from './share.ts'

export type DoorParts = {
  engine: Engine
  store: Store
  platform: ChatPlatform
  commands: Door['commands']
  /** People who manage every workspace, beside those the platform names. */
  managers: readonly string[]
  now: () => Temporal.Instant
  log: Log
}

/** What one platform hands people's wishes to: who asks becomes eyes to read with, then the engine answers. */
export const createDoor = (parts: DoorParts): Door => {
  const { engine, store, platform, commands, managers, now } = parts

  const asking = async (asker: Asker): Promise<Omit<Asking, 'viewer' | 'place'>> => ({
    manages: asker.manages || managers.includes(asker.person),
    own: ownOf(store, asker.person, platform),
    ...(!asker.isDirect && {
      room: roomOf(parts, asker, await standingOf(parts, asker.workspace, asker.channel)),
    }),
  })
  const inbox = { ...parts, asking }

  return {
    commands,
    async run(invoked, asker): Promise<Answered> {
      const answer = randomUUID()
      const { workspace, channel, person } = asker
      const place = { platform: platform.name, workspace, channel, person, answer }
      const isForAll =
        !asker.isDirect &&
        commands.find(({ name }) => name === invoked.command)?.audience === 'channel'
      const viewer = isForAll
        ? channelViewer(asker, await standingOf(parts, workspace, channel))
        : await personViewer(parts, asker)
      const reply = await engine.run(invoked, { ...(await asking(asker)), viewer, place })
      const mayShare = reply.kind === 'reply' && !asker.isDirect && !isForAll && asker.mayPost
      return { reply: mayShare ? shareable(reply, invoked) : reply, answer }
    },
    share: async (invoked, asker, id) => ({
      reply: await share(parts, invoked, asker, id),
      answer: randomUUID(),
    }),
    suggest: async (wish, asker) =>
      engine.suggest(wish, {
        viewer: await personViewer(parts, asker),
        own: ownOf(store, asker.person, platform),
      }),
    receive: (incoming) => receive(inbox, incoming),
    async sent({ answer, reply }, asker, messages) {
      if (reply.kind === 'form' || messages.length === 0) return
      const { workspace, channel, person, isDirect } = asker
      const whose = isDirect ? { person } : {}
      const at = now().toString()
      const where = { workspace, platform: platform.name, channel, ...whose }
      await store.recordSent({ answer, ...where, messages, reply, at })
    },
    keep: (presses) => store.presses.keep(presses, now().toString()),
    kept: (key) => store.presses.kept(key),
    roomChanged: (workspace, channel) => lookAtRooms(parts, workspace, channel),
    recover: () => recover(inbox),
  }
}
