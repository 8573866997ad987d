import { defineCommand } from '#core/command'
import { option } from '#core/options'
import { namedLabels } from '#core/reach'
import { aside, paragraph, type Reply, typed } from '#core/reply'
import { saying } from '#core/show'
import { tlpLabel } from '#core/tlp'
import { joinOr } from '#core/words'
import { hereOf } from './here.ts'

/** Whether editors can look up who was shown what only few may see, or see counts alone. */
export const briefingNames = defineCommand({
  name: 'briefing names',
  summary: 'Let editors look up who was shown a briefing privately, or keep to counts',
  options: {
    what: option.optional(
      option.choice('from now on, no longer, or how it is', ['on', 'off', 'show']),
    ),
  },
  examples: ['/briefing names off', '/briefing names'],
  allow: 'manager',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { what = 'show' }, ...context }) {
    const { writing } = hereOf(context)
    if (what !== 'show') await writing.giveNames(what === 'on')
    return said(await writing.givesNames())
  },
})

const said = (isOn: boolean): Reply =>
  isOn
    ? saying(
        paragraph(
          `For a reason, which is written down, editors can look up who was shown a ${joinOr(namedLabels.map(tlpLabel))} briefing privately. For other labels they see counts.`,
        ),
        aside('To keep to counts: ', typed('/briefing names off')),
      )
    : saying(
        paragraph('Editors see counts alone; no names are given to anyone.'),
        aside('To let names be looked up: ', typed('/briefing names on')),
      )
