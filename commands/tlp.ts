import type { ChannelFacts } from '#core/chat'
import { defineCommand } from '#core/command'
import { sayDate } from '#core/dates'
import { UserError } from '#core/errors'
import { option } from '#core/options'
import { aside, type Block, button, buttons, paragraph } from '#core/reply'
import { type Audience, audiences, type Limit, limitOf, type Room } from '#core/room'
import { counted, saying } from '#core/show'
import { type Tlp, tlpLabel } from '#core/tlp'

/** Up to which label a channel may see, and what that rests on. */
export const showLimit = defineCommand({
  name: 'tlp show',
  summary: 'Show up to which TLP label this channel may see',
  options: {},
  examples: ['/tlp show'],
  allow: 'manager',
  audience: 'asker',
  async run({ room, zone }) {
    const { channel, members } = await inChannel(room).limits()
    const { facts } = inChannel(room)
    return saying(
      paragraph(`${nameOf(facts)} may see up to ${tlpLabel(limitOf(facts, channel))}.`),
      ...openness(facts, channel),
      aside(channel ? setOn(channel, zone) : 'No limit was set here, so it is TLP:CLEAR.'),
      paragraph(
        `Direct messages of members who chose this workspace: up to ${tlpLabel(members?.tlp ?? 'CLEAR')}.`,
      ),
      ...missing(facts),
      aside('Change it: /tlp set'),
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
  async run({ options: { label, for: audience = 'channel' }, room }) {
    const here = inChannel(room)
    const { facts } = here
    if (label !== 'CLEAR') refuseWhereOpen(facts)
    const was = (await here.limits())[audience]?.tlp ?? 'CLEAR'
    await here.setLimit(audience, label)
    const above = audience === 'channel' ? await here.above(label) : []
    return saying(
      paragraph(
        `${said(audience, facts)} may now see up to ${tlpLabel(label)}; it was ${tlpLabel(was)}.`,
      ),
      ...standingAbove(above, label),
      ...missing(facts),
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

const nameOf = (facts: ChannelFacts | undefined): string => facts?.name ?? 'This channel'

const said = (audience: Audience, facts: ChannelFacts | undefined): string =>
  audience === 'channel' ? nameOf(facts) : 'Members who choose this workspace in direct messages'

const unreadable =
  'I cannot read who may see this channel, so it counts as open to anyone. Let me view it (View Channel), then try again.'

const refuseWhereOpen = (facts: ChannelFacts | undefined): void => {
  if (!facts) throw new UserError(unreadable)
  if (facts.open)
    throw new UserError(
      `${facts.name} can be read by anyone: ${facts.open}. Its limit stays TLP:CLEAR; close it first, or use another channel.`,
    )
}

const openness = (facts: ChannelFacts | undefined, limit: Limit | undefined): Block[] => {
  if (!facts) return [paragraph(unreadable)]
  if (!facts.open) return []
  const held =
    limit && limit.tlp !== 'CLEAR'
      ? ` So ${tlpLabel(limit.tlp)}, which was set, does not hold.`
      : ''
  return [paragraph(`Anyone can read here: ${facts.open}.${held}`)]
}

const setOn = ({ tlp, setAt }: Limit, zone: string): string => {
  const day = Temporal.Instant.from(setAt).toZonedDateTimeISO(zone).toPlainDate().toString()
  return `${tlpLabel(tlp)} was set ${sayDate(day)}.`
}

const standingAbove = (above: readonly Tlp[], label: Tlp): Block[] =>
  above.length === 0
    ? []
    : [
        paragraph(
          `${counted(above.length, 'briefing')} posted here earlier ${above.length === 1 ? 'stands' : 'stand'} above ${tlpLabel(label)}. Delete those messages if they must go.`,
        ),
      ]

const missing = (facts: ChannelFacts | undefined): Block[] =>
  facts && facts.missing.length > 0
    ? [paragraph(`To post here, I need ${facts.missing.join(' and ')} in ${facts.name}.`)]
    : []
