import { defineCommand } from '#core/command'
import { option, staffIn } from '#core/options'
import { aside, button, buttons, paragraph } from '#core/reply'
import { type Role, roles } from '#core/role'
import { saying } from '#core/show'

/** Makes somebody an editor, an approver or a manager in this workspace; or a reader again. */
export const setRole = defineCommand({
  name: 'role set',
  summary: 'Make somebody an editor, an approver or a manager here',
  options: {
    who: option.person('who, as @name'),
    role: option.choice('what they are from now on', roles),
  },
  examples: ['/role set @ben approver', '/role set @ben reader'],
  allow: 'manager',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { who, role }, staff: given }) {
    const { was, name } = await staffIn(given).setRole(who, role)
    return saying(
      paragraph(
        was === role
          ? `${name} is ${articled[role]} here, as before.`
          : `${name} is now ${articled[role]} here; was ${articled[was]}.`,
      ),
      aside(may[role]),
      ...buttons(was !== role && button(`Back to ${was}`, 'role set', { who, role: was })),
    )
  },
})

export const articled: Record<Role, string> = {
  reader: 'a reader',
  editor: 'an editor',
  approver: 'an approver',
  manager: 'a manager',
}

const may: Record<Role, string> = {
  reader: 'Readers ask, search and order digests for themselves.',
  editor: 'Editors write, publish and correct briefings, and answer requests.',
  approver: 'Approvers are editors who also approve what others wrote.',
  manager: 'Managers are approvers who also set limits, digests and roles.',
}
