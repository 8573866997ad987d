import type { ChatPlatform } from '#core/chat'
import type { Log } from '#core/log'
import type { NewRequest, Requests } from '#core/question'
import type { Store } from '#core/store'
import { shared } from '#core/viewer'
import { deskOf } from './desk.ts'
import type { AskedAt } from './questions.ts'
import { freeId } from './short-id.ts'
import { noticesOf } from './tell-editors.ts'

export type RequestParts = {
  store: Store
  /** Those that people can be told on. */
  platforms: readonly ChatPlatform[]
  /** Those who edit everywhere: outside workspaces nobody else does. */
  listed: readonly string[]
  now: () => Temporal.Instant
  /** Something is to be sent. */
  poke(): void
  log: Log
}

/** Who asks: `edits` is whether they are an editor there, `isListed` whether they are one everywhere. */
export type RequestAsker = AskedAt & { name: string; edits: boolean; isListed: boolean }

/** What an asker may do with questions for the editors; an editor has the desk too. */
export const requestsOf = (parts: RequestParts, asker: RequestAsker): Requests => {
  const { store, platforms, now, log } = parts
  const here = platforms.find(({ name }) => name === asker.platform)
  return {
    tells: here !== undefined,
    async readership() {
      const workspace = await asker.workspace()
      if (workspace === shared) return { name: undefined, isRead: parts.listed.length > 0 }
      return { name: (await here?.workspace(workspace))?.name, isRead: true }
    },
    async send({ text, topics, withName }) {
      const { platform, channel, person, name } = asker
      const request: NewRequest = {
        ...{ id: await freeId(isTaken(store)), workspace: await asker.workspace(), text, topics },
        ...{ at: now().toString(), state: 'open', asker: { platform, channel, person } },
        ...(withName && { name }),
      }
      const passed = await store.requests.add(request, await noticesOf(parts, request))
      if (passed.kind === 'new') {
        log.info({ request: passed.request.id }, 'a request has come')
        parts.poke()
      }
      return passed
    },
    ...(asker.edits && { desk: deskOf(parts, asker) }),
  }
}

const isTaken =
  ({ requests }: Store) =>
  async (id: string): Promise<boolean> =>
    (await requests.find(id)) !== undefined
