import { defineCommand } from '#core/command'
import { staffIn } from '#core/options'
import { aside, type Item, list, paragraph, typed } from '#core/reply'
import { type Appointment, type Rights, roles } from '#core/role'
import { saying } from '#core/show'
import { articled } from './set.ts'

/** What the asker may do here, and everybody whom a manager appointed. */
export const showRoles = defineCommand({
  name: 'role show',
  summary: 'See who edits, approves and manages here',
  options: {},
  examples: ['/role show'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  async run({ staff: given }) {
    const staff = staffIn(given)
    const all = (await staff.appointments()).toSorted(byRank)
    return saying(
      paragraph(`You are ${articled[rankOf(staff.rights)]} here${sayDuty(staff.rights)}.`),
      ...(all.length > 0 ? [list(all.map(itemOf))] : []),
      aside(
        'Beside them, whoever administers this workspace is a manager, and whoever runs Sitrep can name more in its settings.',
      ),
      ...(staff.rights.manages ? [aside('To change it: ', typed('/role set'))] : []),
    )
  },
})

const rankOf = ({ manages, approves, edits }: Rights) => {
  if (manages) return 'manager'
  if (approves) return 'approver'
  return edits ? 'editor' : 'reader'
}

const sayDuty = ({ releasesAlone }: Rights): string => (releasesAlone ? ', and on duty' : '')

const byRank = (a: Appointment, b: Appointment): number =>
  roles.indexOf(b.role) - roles.indexOf(a.role)

const itemOf = ({ name, role, isDuty }: Appointment): Item => ({
  text: [{ kind: 'strong', text: name }, ` · ${role}${isDuty ? ', on duty' : ''}`],
})
