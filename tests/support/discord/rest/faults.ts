import type { Requested } from '../api/discord.ts'
import type { Failing, Fault } from '../api/fault.ts'
import { createStriking, type Striking } from '../striking.ts'
import { matcher } from './matcher.ts'

export type Faults = Omit<Striking<Requested, Fault>, 'arm'> & {
  add(route: string, fault: Fault): Failing
}

export const createFaults = (): Faults => {
  const { arm, ...striking } = createStriking(shutBy)
  return {
    ...striking,
    add(route, fault) {
      const matches = matcher(route)
      return arm(({ method, path }) => matches(method, path), fault)
    },
  }
}

/** That path alone, or everything. */
const shutBy =
  ({ method, path }: Requested, { global }: Fault) =>
  (other: Requested): boolean =>
    global === true || (other.method === method && other.path === path)
