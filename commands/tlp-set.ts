import { defineCommand } from '#core/command'
import { UserError } from '#core/errors'
import { folded } from '#core/near'
import { option } from '#core/options'
import type { ChannelFacts } from '#core/places'
import { aside, type Block, button, buttons, type Inline, paragraph, typed } from '#core/reply'
import { type Audience, audiences, isRedOn, limitOf, type Room } from '#core/room'
import { saying } from '#core/show'
import { type Tlp, tlpLabel } from '#core/tlp'
import { shortened } from '#core/words'
import {
  asMembers,
  inChannel,
  isKnown,
  ofMembers as limitOfMembers,
  missing,
  nameOf,
  naming,
  openness,
  whileClosed,
} from './limits.ts'

/** Sets a channel's label limit, or the members' for their direct messages. */
export const setLimit = defineCommand({
  name: 'tlp set',
  summary: 'Set up to which TLP label this channel may see',
  options: {
    label: option.limit('the highest label to be shown'),
    for: option.optional(option.choice('this channel, or direct messages of members', audiences)),
    channel: option.optional(
      option.text('its name, to allow a label although outsiders can read there'),
    ),
  },
  examples: ['/tlp set AMBER', '/tlp set GREEN for:members', '/tlp set GREEN channel:#policy'],
  allow: 'manager',
  audience: 'asker',
  isPrivate: true,
  async run({ options: { label, for: audience = 'channel', channel }, room, commands }) {
    const here = inChannel(room)
    const { facts } = here
    if (channel !== undefined) refuseOther(channel, facts, audience)
    if (label !== 'CLEAR' && !(channel !== undefined && isKnown(facts)))
      refuseWhereOpen(facts, audience, naming(label, facts, commands))
    const set = (await here.limits())[audience]
    const was = audience === 'channel' ? limitOf(facts, set) : limitOfMembers(set)
    const accepts = audience === 'channel' && label !== 'CLEAR' ? facts?.open : undefined
    await here.setLimit(audience, label, accepts)
    const who = audience === 'channel' ? nameOf(facts) : asMembers
    return saying(
      paragraph(`${who} ${changed(label, was)}.`),
      ...(accepts === undefined ? [] : [whileTheSame(accepts)]),
      ...(audience === 'channel' ? await ofChannel(here, label) : ofMembers),
      ...(audience === 'members' && isRedOn(set) ? [redIsOff] : []),
      ...buttons(
        was !== label &&
          isPressable(was, audience, facts) &&
          button(`Back to ${tlpLabel(was)}`, 'tlp set', { label: was, for: audience }),
      ),
    )
  },
})

/** A name typed in another channel than it says is a slip, and the limit is not for this one. */
const refuseOther = (
  channel: string,
  facts: ChannelFacts | undefined,
  audience: Audience,
): void => {
  if (audience === 'members')
    throw new UserError('Members read in direct messages: leave out the channel, or the members.')
  if (facts && !isNamed(channel, facts))
    throw new UserError(
      `This is ${facts.roomName}, not "${shortened(channel)}". Use this in the channel that it is for.`,
    )
}

// A platform may send a channel that was chosen from its list as `<#id>`.
const isNamed = (typedName: string, { room, roomName }: ChannelFacts): boolean =>
  typedName === `<#${room}>` || folded(typedName) === folded(roomName)

/** Who reads members' direct messages does not hang on this channel. */
const refuseWhereOpen = (
  facts: ChannelFacts | undefined,
  audience: Audience,
  remedy: readonly Inline[],
): void => {
  const open = facts && audience === 'members' ? undefined : openness(facts)
  if (!open) return
  const said = `${nameOf(facts)} stays at TLP:CLEAR${open.because}. ${open.remedy}`
  throw new UserError(said, ...remedy)
}

const whileTheSame = (accepts: string): Block =>
  aside(`Set although ${accepts}. If that changes, it counts as TLP:CLEAR again, and you are told.`)

/** What was allowed in spite of outsiders is not allowed again without the channel's name. */
const isPressable = (was: Tlp, audience: Audience, facts: ChannelFacts | undefined): boolean =>
  was === 'CLEAR' || audience === 'members' || facts?.open === undefined

const changed = (label: Tlp, was: Tlp): string =>
  label === was
    ? `may see up to ${tlpLabel(label)}, as before`
    : `may now see up to ${tlpLabel(label)}; it was ${tlpLabel(was)}`

const ofChannel = async (room: Room, label: Tlp): Promise<Block[]> => [
  ...standingAbove(await room.above(label), label),
  ...missing(room.facts),
]

const redIsOff = paragraph('With that, TLP:RED is off. On again: ', typed('/tlp red on'), '.')

const ofMembers: Block[] = [
  aside(
    'Where direct messages belong to no workspace, they choose it with ',
    typed('/workspace use'),
    '.',
  ),
  whileClosed,
]

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
