import { groupJson } from '../json/groups.ts'
import { ok } from '../web/answers.ts'
import type { Act } from './method.ts'

/** All at once; disabled ones only where they are asked for. */
export const list: Act = ({ team, args: { include_disabled: isAll = false } }) => {
  const groups = [...team.groups.values()].filter(({ isDisabled }) => isAll || !isDisabled)
  return ok({ usergroups: groups.map(groupJson) })
}
