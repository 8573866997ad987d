import type { Headline } from '#core/briefing'
import type { ChatPlatform } from '#core/chat'
import type { NewDelivery } from '#core/delivery'
import { UserError } from '#core/errors'
import type { Desk, Request, Spot, Telling } from '#core/question'
import { type Reply, typed } from '#core/reply'
import { sayAnswered, sayClosed } from '#core/say-request'
import type { Store } from '#core/store'
import { isWithin, tlpLabel } from '#core/tlp'
import { shared } from '#core/viewer'
import { eyesAt } from './eyes.ts'
import type { RequestAsker, RequestParts } from './requests.ts'
import { keyOf } from './send.ts'

/** After a week an answer surprises more than it helps. */
const oldAfterMs = 7 * 24 * 3_600_000

/** What an editor may do with the requests of the workspace they ask in. */
export const deskOf = (parts: RequestParts, asker: RequestAsker): Desk => {
  const { store, log } = parts
  /** What belongs to no workspace is for those who edit everywhere. */
  const mine = async (): Promise<string[]> => {
    const workspace = await asker.workspace()
    return asker.isListed ? [...new Set([shared, workspace])] : [workspace].filter(isSome)
  }
  const settle = async (
    request: Request,
    as: Parameters<Store['requests']['settle']>[1],
    reach: ReturnType<typeof reachOf>,
    document: Reply,
  ): Promise<Telling> => {
    const { id } = request
    const telling =
      typeof reach === 'string' ? undefined : await tellingOf(parts, request, reach, document)
    if (!(await store.requests.settle(id, as, telling))) throw settledAlready()
    log.info({ request: id, state: as.state, by: asker.person }, 'a request was settled')
    parts.poke()
    return typeof reach === 'string' ? reach : 'told'
  }
  const { person, name, platform } = asker
  return {
    person,
    open: async (wish) => store.requests.open(await mine(), { ...wish, person }),
    gaps: async (clearance) => store.questions.gaps(await mine(), clearance),
    async find(id) {
      const found = await store.requests.find(id.trim().toLowerCase())
      return found && found.text !== '' && (await mine()).includes(found.workspace)
        ? found
        : undefined
    },
    async answer(request, briefing) {
      if (request.state !== 'open') throw settledAlready()
      const reach = reachOf(parts, request)
      if (typeof reach !== 'string') await refuseUnseen(parts, reach, briefing)
      const as = { state: 'answered', answer: briefing.ref } as const
      return settle(request, as, reach, sayAnswered(request, briefing))
    },
    async take({ id }) {
      const found = await store.requests.take(id, { person, name })
      if (!found) throw settledAlready()
      if (found.takenBy?.person !== person) throw takenBy(found)
      return found
    },
    async giveBack(request) {
      if (request.state !== 'open') throw settledAlready()
      if (!(await store.requests.giveBack(request.id, person))) throw notTheirs(request)
    },
    async setDue({ id }, due) {
      if (!(await store.requests.setDue(id, due))) throw settledAlready()
    },
    watches: () => store.corrections.watches(person, 'requests'),
    async watch(isOn) {
      if (!parts.platforms.some((one) => one.name === platform))
        throw new UserError('Nobody can be told of anything at a terminal.')
      const workspace = await asker.workspace()
      await store.corrections.watch({ platform, workspace, person }, 'requests', isOn)
    },
    close: (request, why) =>
      settle(request, { state: 'closed' }, reachOf(parts, request), sayClosed(request, why)),
  }
}

const isSome = (workspace: string): boolean => workspace !== shared

const settledAlready = (): UserError =>
  new UserError('That request is settled already. What is open: ', typed('/requests open'))

const nameOf = ({ takenBy }: Request): string => takenBy?.name || 'Somebody else'

const takenBy = (request: Request): UserError =>
  new UserError(
    `${nameOf(request)} has taken ${request.id} already. Ask them, or settle it yourself: `,
    typed(`/requests answer ${request.id} <briefing>`),
  )

const notTheirs = (request: Request): UserError =>
  request.takenBy
    ? new UserError(`${nameOf(request)} has ${request.id}, so you cannot give it back.`)
    : new UserError(`Nobody has ${request.id}. Take it: `, typed(`/requests take ${request.id}`))

type Reach = { platform: ChatPlatform; person: string }

/** Whom to tell and where, or why nobody can be. Throws UserError where it can be done elsewhere. */
const reachOf = (
  { platforms }: RequestParts,
  { asker }: Request,
): Reach | Exclude<Telling, 'told'> => {
  if (!asker) return 'forgotten'
  if (asker.platform === atTerminal) return 'at a terminal'
  const platform = platforms.find(({ name }) => name === asker.platform)
  if (platform) return { platform, person: asker.person }
  throw new UserError(
    `Whoever asked is on another platform (${asker.platform}), which I am not connected to here. Do this from there, or once it is connected.`,
  )
}

const atTerminal: Spot['platform'] = 'terminal'

/** The wall, before anything is planned; it is asked again when the message goes out. */
const refuseUnseen = async (
  { store }: RequestParts,
  { platform, person }: Reach,
  { slug, ref, tlp }: Headline,
): Promise<void> => {
  const { viewer } = await eyesAt(
    { store, platform },
    { workspace: shared, target: person, person },
  )
  const seen = await store.briefing(viewer, slug)
  if (seen?.ref.workspace === ref.workspace && seen.ref.briefing === ref.briefing) return
  const what = isWithin(tlp, viewer.clearance) ? 'this' : `a ${tlpLabel(tlp)}`
  throw new UserError(
    `Whoever asked may not see ${what} briefing there. They would be told by direct message. The request stays open: answer it with another briefing, or close it with a reason.`,
  )
}

const tellingOf = async (
  { store }: RequestParts,
  { id }: Request,
  { platform, person }: Reach,
  document: Reply,
): Promise<NewDelivery> => {
  const now = await store.outbox.clock()
  return {
    ...{ id: keyOf('answer', id), platform: platform.name, cause: 'answer', causeId: id },
    workspace: platform.homeOf?.(person) ?? shared,
    ...{ target: person, part: 0, act: 'post', class: 'on time' },
    ...{ due: now, expires: now + oldAfterMs, document },
  }
}
