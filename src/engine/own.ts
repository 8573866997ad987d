import type { ChatPlatform } from '#core/chat'
import type { Own } from '#core/room'
import type { Store } from '#core/store'

/** What a person may settle for themselves; at a terminal there are no workspaces. */
export const ownOf = (
  store: Store,
  person: string,
  platform?: Pick<ChatPlatform, 'memberships' | 'workspace' | 'homeOf'>,
): Own => ({
  workspaces: async (typed) => platform?.memberships(person, typed) ?? [],
  async used() {
    const id = await usedBy(store, person, platform)
    return id === undefined ? undefined : platform?.workspace(id)
  },
  use: (workspace) =>
    store.people.use(person, workspace ?? (platform?.homeOf ? noWorkspace : undefined)),
  kept: () => store.people.kept(person),
  forget: () => store.people.forget(person),
})

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
