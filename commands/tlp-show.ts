import { defineCommand } from '#core/command'
import { sayDate } from '#core/dates'
import { aside, paragraph, typed } from '#core/reply'
import { isHeld, isRedOn, type Limit, limitOf } from '#core/room'
import { saying } from '#core/show'
import { type Tlp, tlpLabel } from '#core/tlp'
import {
  alsoRed,
  asMembers,
  inChannel,
  missing,
  nameOf,
  naming,
  ofMembers,
  openness,
  whileClosed,
} from './limits.ts'

/** Up to which label a channel may see, and what that rests on. */
export const showLimit = defineCommand({
  name: 'tlp show',
  summary: 'Show up to which TLP label this channel may see',
  options: {},
  examples: ['/tlp show'],
  allow: 'manager',
  audience: 'asker',
  isPrivate: true,
  async run({ room, zone, commands }) {
    const { facts, limits } = inChannel(room)
    const { channel, members } = await limits()
    const held = limitOf(facts, channel)
    const open = channel && facts && isHeld(facts, channel) ? undefined : openness(facts)
    const wanted = channel && channel.tlp !== 'CLEAR' ? channel.tlp : 'GREEN'
    return saying(
      paragraph(`${nameOf(facts)} may see up to ${tlpLabel(held)}${open ? open.because : ''}.`),
      aside(channel ? setOn(channel, held, zone) : 'No limit has been set here.'),
      paragraph(`${asMembers} may see up to ${tlpLabel(ofMembers(members))}.`),
      ...(isRedOn(members) ? [paragraph(alsoRed)] : []),
      ...(members && members.tlp !== 'CLEAR' ? [whileClosed] : []),
      ...missing(facts),
      open
        ? aside(open.remedy, ...naming(wanted, facts, commands))
        : aside('Change it: ', typed('/tlp set')),
    )
  },
})

const setOn = ({ tlp, setAt, accepts }: Limit, held: Tlp, zone: string): string => {
  const day = Temporal.Instant.from(setAt).toZonedDateTimeISO(zone).toPlainDate().toString()
  const although = accepts === undefined ? '' : `, although ${accepts}`
  const still = tlp === held ? '.' : '; it does not hold now.'
  return `${tlpLabel(tlp)} was set on ${sayDate(day)}${although}${still}`
}
