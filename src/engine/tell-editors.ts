import type { ChatPlatform } from '#core/chat'
import type { NewDelivery } from '#core/delivery'
import type { NewRequest, Notices, Watcher } from '#core/question'
import { aside, button, buttons, paragraph, type Reply, typed } from '#core/reply'
import { saying } from '#core/show'
import { shared } from '#core/viewer'
import { noticeTo } from './notices.ts'
import type { RequestParts } from './requests.ts'
import { keyOf } from './send.ts'

/** An editor is told so often at most, of however many questions; in milliseconds. */
const gapMs = 3_600_000

/** What tells the editors who wish to hear of it, by direct message, that there is something to look at. */
export const noticesOf = async (parts: RequestParts, request: NewRequest): Promise<Notices> => {
  const { store, platforms } = parts
  const now = await store.outbox.clock()
  const deliveries: NewDelivery[] = []
  for (const watcher of await store.requests.watchers()) {
    const { person } = watcher
    const platform = platforms.find(({ name }) => name === watcher.platform)
    if (!platform || !(await isFor(parts, platform, request, watcher))) continue
    const id = keyOf('requests', request.id, person)
    const name = (await platform.workspace(request.workspace))?.name
    const document = sayNew(name, await editsAlone(parts, watcher))
    deliveries.push(noticeTo(platform, person, { id, document }, now))
  }
  return { deliveries, gapMs }
}

/** Whether they are an editor alone with the bot too, where no platform says that they manage anything. */
const editsAlone = async (
  { store, listed }: RequestParts,
  { workspace, person }: Watcher,
): Promise<boolean> => {
  if (listed.includes(person)) return true
  const role = (await store.roles.appointment(workspace, person))?.role ?? 'reader'
  return role !== 'reader'
}

/** Who edits everywhere hears of what belongs to no workspace too; nobody hears of their own. */
const isFor = async (
  { listed, log }: RequestParts,
  platform: ChatPlatform,
  { workspace, asker }: NewRequest,
  { workspace: watched, person }: Watcher,
): Promise<boolean> => {
  if (asker.person === person) return false
  if (listed.includes(person)) return workspace === shared || workspace === watched
  if (workspace !== watched) return false
  return platform.isMember(workspace, person).catch((error) => {
    log.warn({ err: error }, 'whether a watcher is still a member could not be read')
    return false
  })
}

/**
 * By no word of theirs: whoever is told sees them where they ask for them.
 */
const sayNew = (name: string | undefined, opensAlone: boolean): Reply => ({
  ...saying(
    paragraph(
      `Somebody has passed a question on to the editors${name === undefined ? '' : ` of ${name}`}.`,
    ),
    ...(opensAlone
      ? buttons(button('See what is open', 'requests open', {}))
      : [aside('See what is open, in a channel that you manage: ', typed('/requests open'))]),
  ),
  headline: ['A question for the editors'],
})
