import type { Draft, DraftKind } from '#core/draft'
import { secondLookDue } from '#core/four-eyes'
import { type Block, paragraph } from '#core/reply'
import type { Here } from './here.ts'

const kinds: Record<DraftKind, string> = {
  new: 'a new briefing',
  correct: 'a correction',
  update: 'an update',
  retract: 'a retraction',
}

/** `Draft x7k3 · a correction by Ada · approved by Ben` */
export const sayState = ({ id, kind, author, state, approver, isReleasedAlone }: Draft): string => {
  const by = `${kinds[kind]} by ${author.name || 'somebody who has erased their name'}`
  const seen = approver ? ` by ${approver.name}` : ''
  const what = {
    writing: 'being written',
    'in review': 'waits for a second pair of eyes',
    approved: `approved${seen}`,
    published: `published${isReleasedAlone ? ', released by one' : ''}${isReleasedAlone && approver ? `, looked at${seen}` : ''}`,
    dropped: 'dropped',
  }[state]
  return `Draft ${id} · ${by} · ${what}`
}

/** Until when somebody looks at what was released alone, or that this is over. */
export const saySecondLook = (draft: Draft, { now, zone }: Pick<Here, 'now' | 'zone'>): Block[] => {
  const due = secondLookDue(draft)
  if (!due) return []
  const time = due.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })
  const isOver = Temporal.Instant.compare(due, now) < 0
  return [
    paragraph(
      isOver
        ? `The second look was due by ${time} and is overdue.`
        : `A second look is due by ${time}.`,
    ),
  ]
}
