import { randomUUID } from 'node:crypto'
import type { Answered, Asker, Door } from '#core/chat'
import { type Form, type Invoked, paragraph, type Reply, typed } from '#core/reply'
import { sayStopped } from '#core/say-outcome'
import { saying } from '#core/show'
import type { Viewer } from '#core/viewer'
import { owedTo } from './corrections/owed.ts'
import type { Asking, Engine } from './engine.ts'
import { channelViewer, type Standing, standingOf, viewerAlone, viewerIn } from './eyes.ts'
import { failureReply } from './failure.ts'
import { counting, type Manner } from './fair-use.ts'
import { type Answering, answersTo } from './files.ts'
import { createInbox, type Others } from './inbox.ts'
import { wakeResting } from './orders.ts'
import { isOutcome, post, roomIn } from './post.ts'
import { lookAtRooms, roomOf } from './rooms.ts'
import { keyOf } from './send.ts'
import { share, shareable } from './share.ts'
import { type TheirsParts, theirsIn } from './theirs.ts'

export type DoorParts = TheirsParts & {
  engine: Engine
  commands: Door['commands']
  others?: Others
  /** Hears how long a platform took to take an acknowledgement. */
  acked?(one: { command: string; platform: string; ms: number }): void
}

const onlyText = saying(
  paragraph(
    'I read text only. Write your question in words, or see what can be asked: ',
    typed('/help'),
  ),
)

/** What one platform hands people's wishes to: who asks becomes eyes to read with, then the engine answers. */
export const createDoor = (parts: DoorParts): Door => {
  const { engine, store, platform, commands, now, log } = parts

  const standing = async (asker: Asker): Promise<Standing | undefined> =>
    asker.isDirect ? undefined : standingOf(parts, asker)

  const theirs = theirsIn(parts)
  const asking = async (
    asker: Asker,
    answer: string,
    here: Standing | undefined,
    asked: string,
    manner: Manner = 'typed',
  ) => {
    const { workspace, channel, person } = asker
    const mine = await theirs(asker, here, asked, answer)
    return {
      place: { platform: platform.name, workspace, channel, person, answer },
      ...mine,
      count: counting(parts, asker, mine, manner),
      ...(here && { room: roomOf(parts, asker, here) }),
      ...(platform.hints && { hints: platform.hints }),
    } satisfies Partial<Asking>
  }

  /** What fails before or beside the engine is told the same way as what fails in it. */
  const told = async (answer: () => Promise<Reply | Form>): Promise<Reply | Form> => {
    try {
      return await answer()
    } catch (error) {
      return failureReply(error, (reference, err) =>
        log.error({ reference, platform: platform.name, err }, 'an answer failed'),
      )
    }
  }

  const owed = owedTo(parts)
  /** What somebody wrote, answered with the eyes that whoever reads it has. */
  const words =
    (text: string, asker: Asker): Answering =>
    async (answer) => {
      const here = await standing(asker)
      // What is asked in a channel is answered in the channel, with its eyes.
      const viewer = here ? channelViewer(asker, here) : await viewerAlone(parts, asker)
      if (text === '') return onlyText
      const isOverheard = here !== undefined
      const reply = await engine.runText(text, {
        ...(await asking(asker, answer, here, text)),
        viewer,
        isOverheard,
      })
      return isOverheard || reply.kind === 'form'
        ? reply
        : owed.onTop(reply, { ...asker, viewer, answer })
    }
  const alone =
    (found: () => Promise<Invoked>, asker: Asker): Answering =>
    async (answer) => {
      const viewer = await viewerAlone(parts, asker)
      const reply = await told(async () => {
        const invoked = await found()
        const mine = await asking(asker, answer, undefined, invoked.command)
        return engine.run(invoked, { ...mine, viewer })
      })
      return reply.kind === 'form' ? reply : owed.onTop(reply, { ...asker, viewer, answer })
    }
  const edits = async (asker: Asker) => (await theirs(asker, undefined, '')).edits
  const inbox = createInbox({
    ...parts,
    shown: owed.shown,
    answers: (message, asker) => answersTo({ platform, words, run: alone, edits }, message, asker),
  })

  return {
    commands,
    acked: (command, ms) => parts.acked?.({ command, platform: platform.name, ms }),
    async run(invoked, asker, manner = 'pressed'): Promise<Answered> {
      const answer = randomUUID()
      const command = commands.find(({ name }) => name === invoked.command)
      const reply = await told(async () => {
        const here = await standing(asker)
        const isForAll = here !== undefined && command?.audience === 'channel'
        const viewer = await viewerOf(asker, here, isForAll)
        const found = await engine.run(invoked, {
          ...(await asking(asker, answer, here, invoked.command, manner)),
          viewer,
        })
        const mayShare =
          found.kind === 'reply' && here && !isForAll && !command?.isPrivate && asker.mayPost
        const shown = mayShare ? shareable(found, invoked) : found
        if (isForAll || command?.form || shown.kind === 'form') return shown
        return owed.onTop(shown, { ...asker, viewer, answer })
      })
      return { reply, answer }
    },
    share: async (invoked, asker, id) => ({
      reply: await told(() => share(parts, invoked, asker, id)),
      answer: randomUUID(),
    }),
    async suggest(wish, asker) {
      try {
        const here = await standing(asker)
        const viewer = await viewerOf(asker, here, false)
        return await engine.suggest(wish, {
          viewer,
          ...(await theirs(asker, here, wish.command)),
        })
      } catch (error) {
        log.error({ command: wish.command, err: error }, 'suggestions failed')
        return []
      }
    },
    async faults(invoked, asker) {
      try {
        const here = await standing(asker)
        const viewer = await viewerOf(asker, here, false)
        return await engine.faults(invoked, {
          viewer,
          ...(await theirs(asker, here, invoked.command)),
        })
      } catch (error) {
        // Whatever else is wrong is told by the run itself.
        log.error({ command: invoked.command, err: error }, 'what was filled in was not checked')
        return {}
      }
    },
    async newestTopics(asker) {
      const viewer = await viewerOf(asker, await standing(asker), false)
      return (await store.topics(viewer))
        .filter(({ newest }) => newest !== undefined)
        .sort((a, b) => (b.newest ?? '').localeCompare(a.newest ?? ''))
    },
    receive: inbox.receive,
    async sent({ answer, reply }, asker, messages, occasion = 'command') {
      const { workspace, channel, person, isDirect } = asker
      if (reply.kind === 'form' || messages.length === 0) return
      const facts = (await standing(asker))?.facts
      const whose = { ...roomIn(facts), ...(isDirect && { person }) }
      const where = { workspace, platform: platform.name, channel, ...whose }
      await store.recordSent({ answer, ...where, messages, reply, occasion, at: now().toString() })
      await owed.shown(answer)
    },
    async deliver({ answer, reply }, asker, { key, where, ...how }) {
      if (reply.kind === 'form') return undefined
      const act = keyOf(platform.name, 'deliver', key)
      const { stopped, messages } = await post(parts, {
        asker,
        reply,
        answer,
        key: act,
        occasion: 'answer',
        ...how,
      })
      if (messages.length > 0) await owed.shown(answer)
      if (stopped === undefined) return undefined
      if (isOutcome(stopped)) return sayStopped(stopped, where)
      return `${where} may now see less than this shows, so it was not posted.`
    },
    shown: ({ answer }) => owed.shown(answer),
    unsent: ({ answer }) => store.takeBackShown(answer),
    keep: (presses) => store.presses.keep(presses, now().toString()),
    kept: (key) => store.presses.kept(key),
    async roomChanged(workspace, channel) {
      if (channel !== undefined) await wakeResting(store, platform.name, channel)
      await lookAtRooms(parts, workspace, channel)
    },
    recover: inbox.recover,
  }

  async function viewerOf(
    asker: Asker,
    here: Standing | undefined,
    isForAll: boolean,
  ): Promise<Viewer> {
    if (!here) return viewerAlone(parts, asker)
    return isForAll ? channelViewer(asker, here) : viewerIn(asker, here)
  }
}
