import { defineCommand } from '#core/command'
import { UserError } from '#core/errors'
import { option } from '#core/options'
import { aside, paragraph, type Reply, typed } from '#core/reply'
import { highestLimit, isRedOn } from '#core/room'
import { saying } from '#core/show'
import { tlpLabel } from '#core/tlp'
import { inChannel, whileClosed } from './limits.ts'

/** Whether TLP:RED goes to the people it names, by direct message. */
export const redByDm = defineCommand({
  name: 'tlp red',
  summary: 'Send TLP:RED to the people it names by direct message, or do not',
  options: {
    what: option.optional(
      option.choice('from now on, no longer, or how it is', ['on', 'off', 'show']),
    ),
  },
  examples: ['/tlp red on', '/tlp red'],
  allow: 'manager',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { what = 'show' }, room }) {
    const here = inChannel(room)
    const { members } = await here.limits()
    if (what === 'show') return said(isRedOn(members))
    if (what === 'on' && !isRedOn(members) && members?.tlp !== highestLimit)
      throw new UserError(
        `Members who may not see ${tlpLabel(highestLimit)} in direct messages cannot be shown TLP:RED there. First: `,
        typed(`/tlp set ${highestLimit} for:members`),
      )
    await here.setRed(what === 'on')
    return said(what === 'on')
  },
})

const said = (isOn: boolean): Reply =>
  isOn
    ? saying(
        paragraph(
          'TLP:RED is on in direct messages: each person whom a briefing names reads it there, gets a message when it is published, and nobody else learns of it.',
        ),
        aside('Whoever owns the workspace may be able to export direct messages.'),
        whileClosed,
        aside('To end that: ', typed('/tlp red off')),
      )
    : saying(
        paragraph('TLP:RED is off: nobody is shown or sent any of it here.'),
        aside(
          'To let the people whom a briefing names read it in direct messages: ',
          typed('/tlp red on'),
        ),
      )
