const minutesOfDay = 24 * 60

/**
 * Every other minute, however often the clock shows it. One of every minute would have no time at all to be
 * late (core/schedule/due.ts); that a manager may ask for one of four an hour is for the command to say.
 */
export const everyOtherMinute = (first: 0 | 1) =>
  ({
    times: Array.from({ length: minutesOfDay / 2 }, (_, at) => 2 * at + first),
    interval: true,
  }) as const

const minuteMs = 60_000

/** A moment as the clock of a zone shows it: `2026-02-16T08:00`. Not with Temporal, which the product uses. */
export const slotAt = (at: number, zone: string): string => {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
  return format.format(at).replace(' ', 'T')
}

/** The minutes that began after a moment, up to and at another. */
export const minutesBetween = (after: number, upTo: number): number[] => {
  const first = Math.floor(after / minuteMs) + 1
  const last = Math.floor(upTo / minuteMs)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => (first + at) * minuteMs)
}

/** Once a day, at the minute that it is now. */
export const thisMinute = (zone: string, now = Date.now()) => {
  const [hours = 0, minutes = 0] = slotAt(now, zone).slice(11).split(':').map(Number)
  return { schedule: { times: [60 * hours + minutes] }, slot: slotAt(now, zone) }
}
