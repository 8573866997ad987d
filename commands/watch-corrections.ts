import { defineCommand } from '#core/command'
import { UserError } from '#core/errors'
import { option } from '#core/options'
import { aside, paragraph, type Reply, typed } from '#core/reply'
import { saying } from '#core/show'

/** Whether somebody is told by direct message when what they were shown alone is corrected. */
export const watchCorrections = defineCommand({
  name: 'watch corrections',
  summary: 'Be told by direct message when what you were shown privately is corrected',
  options: {
    what: option.optional(
      option.choice('from now on, no longer, or how it is', ['on', 'off', 'show']),
    ),
  },
  examples: ['/watch corrections on', '/watch corrections'],
  allow: 'anyone',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { what = 'show' }, own }) {
    if (!own) throw new UserError('Nobody can be told of corrections here.')
    if (what !== 'show') await own.watch('corrections', what === 'on')
    return said(await own.watches('corrections'))
  },
})

const said = (isOn: boolean): Reply =>
  isOn
    ? saying(
        paragraph(
          'You are told by direct message when a briefing that you were shown privately is corrected or withdrawn.',
        ),
        aside('To end that: ', typed('/watch corrections off')),
      )
    : saying(
        paragraph(
          'A correction of what you were shown privately stands on top of my next reply to you.',
        ),
        aside('To be told at once by direct message: ', typed('/watch corrections on')),
      )
