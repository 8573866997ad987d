import { defineCommand } from '#core/command'
import { UserError } from '#core/errors'
import { option } from '#core/options'
import { aside, button, buttons, paragraph, typed } from '#core/reply'
import type { Own } from '#core/room'
import { saying } from '#core/show'

/** Lets a member read one workspace's briefings in direct messages, up to the limit set there. */
export const useWorkspace = defineCommand({
  name: 'workspace use',
  summary: 'Read what one workspace may see in direct messages too',
  options: { workspace: option.workspace('a server or team that you and Sitrep are both in') },
  examples: ['/workspace use Policy desk'],
  allow: 'anyone',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { workspace }, own }) {
    if (!own) throw noWorkspace()
    const was = await usedAsMember(own)
    await own.use(workspace.id)
    const instead = was && was.id !== workspace.id ? `, instead of ${was.name}` : ''
    return saying(
      paragraph(
        `In direct messages you now also see what ${workspace.name} lets its members see there${instead}.`,
      ),
      aside('For as long as you are a member: who leaves loses it within a minute.'),
      ...buttons(button('Stop using it', 'workspace leave', {})),
    )
  },
})

export const leaveWorkspace = defineCommand({
  name: 'workspace leave',
  summary: 'Read only what all may read in direct messages',
  options: {},
  examples: ['/workspace leave'],
  allow: 'anyone',
  audience: 'asker',
  isPrivate: true,
  async run({ own }) {
    if (!own) throw noWorkspace()
    const was = await usedAsMember(own)
    await own.use(undefined)
    return saying(
      paragraph('In direct messages you now see only what everyone may see: TLP:CLEAR.'),
      ...(was
        ? buttons(button(`Back to ${was.name}`, 'workspace use', { workspace: was.id }))
        : [aside('To see more: ', typed('/workspace use'))]),
    )
  },
})

/** The workspace that counts now; of one that the asker has left, not even the name. */
const usedAsMember = async (own: Own) => {
  const used = await own.used()
  return used && (await own.workspaces(used.id)).find(({ id }) => id === used.id)
}

const noWorkspace = () => new UserError('There are no workspaces here: this is no chat platform.')
