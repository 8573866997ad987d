import { defineCommand } from '#core/command'
import { UserError } from '#core/errors'
import { option } from '#core/options'
import { aside, button, buttons, paragraph } from '#core/reply'
import { saying } from '#core/show'

/** Lets a member read one workspace's briefings in direct messages, up to the limit set there. */
export const useWorkspace = defineCommand({
  name: 'workspace use',
  summary: 'Read what one workspace may see in direct messages too',
  options: { workspace: option.workspace('a server or team that you and Sitrep are both in') },
  examples: ['/workspace use Policy desk'],
  allow: 'anyone',
  audience: 'asker',
  async run({ options: { workspace }, own }) {
    if (!own) throw noWorkspace
    await own.use(workspace.id)
    return saying(
      paragraph(
        `In direct messages you now also see what ${workspace.name} lets its members see there.`,
      ),
      aside('Your membership is checked whenever you ask.'),
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
  async run({ own }) {
    if (!own) throw noWorkspace
    const used = await own.used()
    await own.use(undefined)
    return saying(
      paragraph('In direct messages you now see what everyone may see: TLP:CLEAR.'),
      ...buttons(used && button(`Back to ${used.name}`, 'workspace use', { workspace: used.id })),
    )
  },
})

const noWorkspace = new UserError('There are no workspaces here: this is no chat platform.')
