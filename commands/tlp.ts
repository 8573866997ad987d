import { defineCommand } from '#core/command'
import { sayDate } from '#core/dates'
import { UserError } from '#core/errors'
import { option } from '#core/options'
import type { ChannelFacts } from '#core/places'
import { aside, type Block, button, buttons, paragraph } from '#core/reply'
import { type Audience, audiences, type Limit, limitOf, type Room } from '#core/room'
import { saying } from '#core/show'
import { type Tlp, tlpLabel } from '#core/tlp'

/** Up to which label a channel may see, and what that rests on. */
export const showLimit = defineCommand({
  name: 'tlp show',
  summary: 'Show up to which TLP label this channel may see',
  options: {},
  examples: ['/tlp show'],
  allow: 'manager',
  audience: 'asker',
  isPrivate: true,
  async run({ room, zone }) {
    const { facts, limits } = inChannel(room)
    const { channel, members } = await limits()
    const held = limitOf(facts, channel)
    const open = openness(facts)
    return saying(
      paragraph(`${nameOf(facts)} may see up to ${tlpLabel(held)}${open ? open.because : ''}.`),
      aside(channel ? setOn(channel, held, zone) : 'No limit has been set here.'),
      paragraph(`${asMembers} may see up to ${tlpLabel(members?.tlp ?? 'CLEAR')}.`),
      ...(members && members.tlp !== 'CLEAR' ? [whileClosed] : []),
      ...missing(facts),
      aside(open ? open.remedy : 'Change it: /tlp set'),
    )
  },
})

/** Sets a channel's label limit, or the members' for their direct messages. */
export const setLimit = defineCommand({
  name: 'tlp set',
  summary: 'Set up to which TLP label this channel may see',
  options: {
    label: option.limit('the highest label to be shown'),
    for: option.optional(option.choice('this channel, or direct messages of members', audiences)),
  },
  examples: ['/tlp set AMBER', '/tlp set GREEN for:members'],
  allow: 'manager',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { label, for: audience = 'channel' }, room }) {
    const here = inChannel(room)
    if (label !== 'CLEAR') refuseWhereOpen(here.facts, audience)
    const set = (await here.limits())[audience]
    const was = audience === 'channel' ? limitOf(here.facts, set) : (set?.tlp ?? 'CLEAR')
    await here.setLimit(audience, label)
    const who = audience === 'channel' ? nameOf(here.facts) : asMembers
    return saying(
      paragraph(`${who} ${changed(label, was)}.`),
      ...(audience === 'channel' ? await ofChannel(here, label) : ofMembers),
      ...buttons(
        was !== label &&
          button(`Back to ${tlpLabel(was)}`, 'tlp set', { label: was, for: audience }),
      ),
    )
  },
})

const inChannel = (room: Room | undefined): Room => {
  if (!room)
    throw new UserError(
      'A label limit belongs to a channel. Use this in the channel that it is for.',
    )
  return room
}

/** What the limit holds for: a thread has the one of its channel. */
const nameOf = (facts: ChannelFacts | undefined): string => {
  if (!facts) return 'This channel'
  return facts.name === facts.roomName ? facts.name : `${facts.roomName}, with its threads,`
}
const asMembers = 'In direct messages, members who choose this workspace'

/** Why a channel sees no more than CLEAR, and what would help. */
const openness = (facts: ChannelFacts | undefined) => {
  if (!facts)
    return {
      because: ', because I cannot read who is in it',
      remedy: 'Let me into the channel, then try again.',
    }
  return facts.open === undefined
    ? undefined
    : {
        because: `, because ${facts.open}`,
        remedy: 'Make the channel private first, or use another.',
      }
}

/** Who reads members' direct messages does not hang on this channel. */
const refuseWhereOpen = (facts: ChannelFacts | undefined, audience: Audience): void => {
  const open = facts && audience === 'members' ? undefined : openness(facts)
  if (open)
    throw new UserError(`${nameOf(facts)} stays at TLP:CLEAR${open.because}. ${open.remedy}`)
}

const changed = (label: Tlp, was: Tlp): string =>
  label === was
    ? `may see up to ${tlpLabel(label)}, as before`
    : `may now see up to ${tlpLabel(label)}; it was ${tlpLabel(was)}`

const ofChannel = async (room: Room, label: Tlp): Promise<Block[]> => [
  ...standingAbove(await room.above(label), label),
  ...missing(room.facts),
]

const whileClosed = aside('While anyone can join the workspace, they see no more than TLP:CLEAR.')
const ofMembers: Block[] = [aside('They choose it with /workspace use.'), whileClosed]

const setOn = ({ tlp, setAt }: Limit, held: Tlp, zone: string): string => {
  const day = Temporal.Instant.from(setAt).toZonedDateTimeISO(zone).toPlainDate().toString()
  return `${tlpLabel(tlp)} was set on ${sayDate(day)}${tlp === held ? '.' : ', which does not hold now.'}`
}

const standingAbove = (above: readonly Tlp[], label: Tlp): Block[] => {
  if (above.length === 0) return []
  const counts = [...Map.groupBy(above, (tlp) => tlp)].map(
    ([tlp, same]) => `${same.length} × ${tlpLabel(tlp)}`,
  )
  return [
    paragraph(
      `Posted here before, above ${tlpLabel(label)}: ${counts.join(', ')}. Delete those messages if they must go.`,
    ),
  ]
}

const missing = (facts: ChannelFacts | undefined): Block[] =>
  facts && facts.missing.length > 0
    ? [paragraph(`I need ${and.format(facts.missing)} in ${facts.name} to post there.`)]
    : []

const and = new Intl.ListFormat('en-GB')
