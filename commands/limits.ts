import type { Command } from '#core/command'
import { UserError } from '#core/errors'
import type { ChannelFacts } from '#core/places'
import { aside, type Block, type Inline, paragraph, typed } from '#core/reply'
import { highestLimit, isRedOn, type Limit, type Room } from '#core/room'
import { type Tlp, tlpLabel } from '#core/tlp'
import { writeLine } from '#core/write-line'

export const inChannel = (room: Room | undefined): Room => {
  if (!room)
    throw new UserError(
      'A label limit belongs to a channel. Use this in the channel that it is for.',
    )
  return room
}

/** What the limit holds for: a thread has the one of its channel. */
export const nameOf = (facts: ChannelFacts | undefined): string => {
  if (!facts) return 'This channel'
  return facts.name === facts.roomName ? facts.name : `${facts.roomName}, with its threads,`
}

export const asMembers = 'In direct messages, members of this workspace'
/** The limit that holds for all that names nobody. */
export const ofMembers = (set: Pick<Limit, 'tlp'> | undefined): Tlp =>
  isRedOn(set) ? highestLimit : (set?.tlp ?? 'CLEAR')

export const alsoRed = 'Whoever a TLP:RED briefing names may read it there too.'
export const whileClosed = aside(
  'While anyone can join the workspace, they see no more than TLP:CLEAR.',
)

/** Whether it could be read who is there. */
export const isKnown = (facts: ChannelFacts | undefined): facts is ChannelFacts =>
  facts !== undefined && !facts.isUnknown

/** Why a channel sees no more than CLEAR, and what would help. */
export const openness = (
  facts: ChannelFacts | undefined,
): { because: string; remedy: string } | undefined => {
  if (facts && facts.open === undefined) return undefined
  return {
    because: `, because ${facts?.open ?? 'I cannot read who is in it'}`,
    remedy: isKnown(facts)
      ? 'Make the channel private first, or use another.'
      : 'Let me into the channel, then try again.',
  }
}

/** How to allow a label in spite of those who read along; nothing where it is not known who does. */
export const naming = (
  label: Tlp,
  facts: ChannelFacts | undefined,
  commands: readonly Command[],
): Inline[] => {
  if (!isKnown(facts)) return []
  const invoked = { command: 'tlp set', options: { label, channel: facts.roomName } }
  return [
    ` To allow ${tlpLabel(label)} all the same, name the channel: `,
    typed(writeLine(invoked, commands)),
  ]
}

export const missing = (facts: ChannelFacts | undefined): Block[] =>
  facts && facts.missing.length > 0
    ? [paragraph(`I need ${and.format(facts.missing)} in ${facts.name} to post there.`)]
    : []

const and = new Intl.ListFormat('en-GB')
