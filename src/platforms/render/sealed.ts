import type { Occasion } from '#core/chat'
import { type Tlp, tlpLabel, tlpRank } from '#core/tlp'

/** Whether a locked phone may show that something is there and nothing more, whoever asked for it. */
export const isSealed = (tlp: Tlp): boolean => tlpRank(tlp) >= tlpRank('AMBER')

/** All that a locked phone shows of it. `room` is what people call the channel, `''` where there is none. */
export const sealedLine = (tlp: Tlp, occasion: Occasion, room: string): string => {
  const briefing = room === '' ? 'Briefing' : `Briefing for ${room}`
  return `${tlpLabel(tlp)}  ${occasion === 'unasked' ? briefing : 'Answer'}: open to read`
}
