import type { Briefing } from '#core/briefing'
import { defineCommand } from '#core/command'
import { dayOf, sayShortDate } from '#core/dates'
import { option } from '#core/options'
import type { Reach } from '#core/reach'
import { aside, type Block, heading, type Item, list, paragraph, type Reply } from '#core/reply'
import { counted, showing } from '#core/show'
import { hereOf } from './here.ts'

/** Where a briefing was posted and to how many it was shown; who read it, nobody can tell. */
export const briefingReach = defineCommand({
  name: 'briefing reach',
  summary: 'Where a briefing was posted, and how many were shown it or used it',
  options: {
    briefing: option.briefing('which briefing'),
    names: option.optional(
      option.choice('who was shown TLP:AMBER+STRICT or TLP:RED privately', ['yes']),
    ),
    reason: option.optional(option.sentence('why you need the names; it is written down', 300)),
  },
  examples: ['/briefing reach nato-exercise-bergen'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { briefing, names, reason = '' }, ...context }) {
    const { writing, zone } = hereOf(context)
    const people = names === 'yes' ? await writing.names(briefing, reason) : undefined
    const reach = await writing.reach(briefing)
    return saidOf(briefing, reach, zone, people)
  },
})

type People = readonly { name: string; at: string }[]

const saidOf = (
  briefing: Briefing,
  reach: Reach,
  zone: string,
  people: People | undefined,
): Reply => {
  const { rooms, others, alone, users } = reach
  const on = (at: string): string => sayShortDate(dayOf(Temporal.Instant.from(at), zone))
  const items = [...rooms.map((room) => posted(room, on)), ...elsewhere(others, rooms.length)]
  return showing([briefing], {
    headline: [briefing.title],
    blocks: [
      ...(items.length > 0 ? [list(items)] : [paragraph('Posted nowhere yet.')]),
      paragraph(
        `Shown privately to ${counted(alone, 'person', 'people')}; used by ${users}, as far as they said so.`,
      ),
      ...(people ? named(people, on) : []),
      aside('Where it was posted and whom it was shown to; who has read it, nobody can tell.'),
    ],
  })
}

const posted = (
  { name, messages, at, members }: Reach['rooms'][number],
  on: (at: string) => string,
): Item => {
  const often = messages > 1 ? `, ${messages} messages, the last` : ''
  const then = members === undefined ? '' : ` (${counted(members, 'member')} then)`
  return { text: [`Posted to ${name}${often} on ${on(at)}${then}`] }
}

/** By number alone: whoever asks may not know of them. */
const elsewhere = (others: number, known: number): Item[] =>
  others === 0
    ? []
    : [
        {
          text: [
            `Posted to ${counted(others, known > 0 ? 'other channel' : 'channel')} that you cannot write in`,
          ],
        },
      ]

const named = (people: People, on: (at: string) => string): Block[] => [
  heading('Shown privately to'),
  people.length === 0
    ? paragraph('Nobody.')
    : list(people.map(({ name, at }) => ({ text: [`${name} · ${on(at)}`] }))),
]
