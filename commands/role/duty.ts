import { defineCommand } from '#core/command'
import { secondLookMinutes } from '#core/four-eyes'
import { option, staffIn } from '#core/options'
import { aside, button, buttons, paragraph } from '#core/reply'
import { saying } from '#core/show'

/** Names who may release alone, in a hurry, what otherwise needs a second pair of eyes. */
export const nameForDuty = defineCommand({
  name: 'role duty',
  summary: 'Name who may release a FLASH alone when nobody else is there',
  options: {
    who: option.person('who, as @name'),
    state: option.optional(option.choice('from now on, or no longer', ['on', 'off'])),
  },
  examples: ['/role duty @ben', '/role duty @ben off'],
  allow: 'manager',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { who, state = 'on' }, staff: given }) {
    const isOn = state === 'on'
    const { was, name } = await staffIn(given).setDuty(who, isOn)
    const now = isOn ? 'on duty' : 'not on duty'
    return saying(
      paragraph(`${name} is ${now}${was === isOn ? ', as before' : ''}.`),
      ...(isOn
        ? [
            aside(
              `An editor on duty may release alone what otherwise needs a second pair of eyes. It is marked so, and a second look is due within ${secondLookMinutes} minutes.`,
            ),
          ]
        : []),
      ...buttons(
        was !== isOn &&
          button(isOn ? 'Take off duty' : 'Back on duty', 'role duty', {
            who,
            state: isOn ? 'off' : 'on',
          }),
      ),
    )
  },
})
