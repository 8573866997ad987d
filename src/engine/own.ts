import type { ChatPlatform } from '#core/chat'
import { UserError } from '#core/errors'
import { typed } from '#core/reply'
import type { Own } from '#core/room'
import type { Store } from '#core/store'
import type { OwnUses } from '#core/use'
import { shared } from '#core/viewer'

/** What a person may settle for themselves; at a terminal there are no workspaces. */
export const ownOf = (
  store: Store,
  person: string,
  platform?: Pick<ChatPlatform, 'memberships' | 'workspace' | 'homeOf'>,
  now: () => Temporal.Instant = Temporal.Now.instant,
): Own => ({
  workspaces: async (typed) => platform?.memberships(person, typed) ?? [],
  async used() {
    const id = await usedBy(store, person, platform)
    return id === undefined ? undefined : platform?.workspace(id)
  },
  use: (workspace) =>
    store.people.use(person, workspace ?? (platform?.homeOf ? noWorkspace : undefined)),
  watches: (what) => store.corrections.watches(person, what),
  watch: async (what, isOn) => {
    if (!platform) throw new UserError('Nobody can be told of anything at a terminal.')
    const workspace = (await usedBy(store, person, platform)) ?? shared
    await store.corrections.watch({ platform: nameIn(person), workspace, person }, what, isOn)
  },
  uses: usesOf(store, person, platform, now),
  kept: () => store.people.kept(person),
  forget: () => store.people.forget(person),
})

const usesOf = (
  store: Store,
  person: string,
  platform: Pick<ChatPlatform, 'homeOf'> | undefined,
  now: () => Temporal.Instant,
): OwnUses => ({
  async note({ ref }, link) {
    if (!platform)
      throw new UserError(
        'Nobody can be told of corrections at a terminal. What was corrected: ',
        typed('/latest changes:corrected'),
      )
    const workspace = (await usedBy(store, person, platform)) ?? shared
    const where = { platform: nameIn(person), workspace, person, at: now().toString() }
    return store.uses.note({ ...where, ref, ...(link !== undefined && { link }) })
  },
  find: ({ ref }) => store.uses.find(person, ref),
  takeBack: ({ ref }) => store.uses.takeBack(person, ref),
  list: (viewer, page) => store.uses.list(viewer, person, page),
})

/** A person is named by their platform first. */
const nameIn = (person: string): string => person.split(':')[0] ?? ''

/** Chosen instead of the workspace that one's direct messages belong to. */
const noWorkspace = ''

/** The workspace whose limit counts in somebody's direct messages: the chosen one, or else their own. */
export const usedBy = async (
  store: Store,
  person: string,
  platform?: Pick<ChatPlatform, 'homeOf'>,
): Promise<string | undefined> => {
  const chosen = await store.people.used(person)
  const used = chosen ?? platform?.homeOf?.(person)
  return used === noWorkspace ? undefined : used
}
