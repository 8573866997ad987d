import type { ChatPlatform } from '#core/chat'
import type { Own } from '#core/room'
import type { Store } from '#core/store'

/** What a person may settle for themselves; at a terminal there are no workspaces. */
export const ownOf = (
  store: Store,
  person: string,
  platform?: Pick<ChatPlatform, 'memberships' | 'workspace'>,
): Own => ({
  workspaces: async (typed) => platform?.memberships(person, typed) ?? [],
  async used() {
    const id = await store.people.used(person)
    return id === undefined ? undefined : platform?.workspace(id)
  },
  use: (workspace) => store.people.use(person, workspace),
  kept: () => store.people.kept(person),
  forget: () => store.people.forget(person),
})
