import { valuesOf, withIds } from './elements.ts'
import { newId, newTs } from './ids.ts'
import type { Block, Json, Team, User, View } from './records.ts'

type Owner = { team: Team; user: User }
type Body = View['body']

/** Modals in their stacks, and everybody's App Home. */
export type Views = {
  get(id: string): View | undefined
  byExternalId(id: string): View | undefined
  open(body: Json, owner: Owner): View
  /** Lays a modal over another. */
  push(body: Json, below: View): View
  change(view: View, body: Json): View
  publish(body: Json, owner: Owner): View
  home(owner: Owner): View | undefined
  /** Closes it, and shows what lay below. */
  close(view: View): void
  /** Closes all of a stack. */
  clear(view: View): void
  /** How many lie in a stack. */
  depth(view: View): number
}

export const createViews = (): Views => {
  const all = new Map<string, View>()
  const homes = new Map<string, View>()
  const put = (body: Json, owner: Owner, more: Partial<View> = {}): View => {
    const id = newId('V')
    const view = { ...owner, id, rootId: id, isOpen: true, ...more } as View
    all.set(id, filled(view, body))
    return view
  }
  const stackOf = ({ rootId }: View): View[] =>
    [...all.values()].filter((one) => one.isOpen && one.rootId === rootId)
  const home = ({ team, user }: Owner) => homes.get(`${team.id}/${user.id}`)

  return {
    get: (id) => all.get(id),
    byExternalId: (id) =>
      [...all.values()].find((one) => one.isOpen && one.body.external_id === id),
    open: put,
    push: (body, below) => put(body, below, { rootId: below.rootId, previousId: below.id }),
    change: (view, body) => filled(view, body),
    home,
    publish(body, owner) {
      const known = home(owner)
      const view = known ? filled(known, body) : put(body, owner)
      homes.set(`${owner.team.id}/${owner.user.id}`, view)
      return view
    },
    close: (view) => {
      view.isOpen = false
    },
    clear(view) {
      for (const one of stackOf(view)) one.isOpen = false
    },
    depth: (view) => stackOf(view).length,
  }
}

/** Gives a view another content; what was typed into the same fields stays. */
const filled = (view: View, body: Json): View => {
  const blocks = withIds(body.blocks as Block[])
  view.values = valuesOf(blocks, view.values)
  view.body = { ...body, blocks } as Body
  view.hash = `${newTs()}.${newId('').slice(0, 8)}`
  return view
}
