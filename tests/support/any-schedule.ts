import fc from 'fast-check'
import { intervalOf, type Schedule } from '#core/schedule'
import { fires, settled } from '#core/schedule/days'

const upTo = (from: number, to: number) => fc.integer({ min: from, max: to })
const some = (from: number, to: number, most: number) =>
  fc.option(fc.uniqueArray(upTo(from, to), { minLength: 1, maxLength: most }), { nil: undefined })

const quarters = fc.tuple(upTo(0, 14), fc.uniqueArray(upTo(0, 95), { minLength: 1, maxLength: 12 }))
const fixed = fc.oneof(
  fc.array(upTo(0, 1439), { minLength: 1, maxLength: 1 }),
  quarters.map(([minute, places]) => places.map((place) => place * 15 + minute)),
)

/** As one line of cron gives them: each of some minutes of each of some hours. */
const grid = fc
  .tuple(upTo(0, 14), fc.subarray([0, 15, 30, 45], { minLength: 1 }), some(0, 23, 24))
  .map(([minute, parts, hours = Array.from({ length: 24 }, (_, hour) => hour)]) =>
    hours.flatMap((hour) => parts.map((part) => hour * 60 + part + minute)),
  )
const even = fc
  .tuple(upTo(0, 1200), upTo(15, 240), upTo(1, 20))
  .map(([from, step, count]) =>
    Array.from({ length: count + 1 }, (_, at) => from + at * step).filter((time) => time < 1440),
  )
  .filter((times) => times.length > 1)

const times = fc.oneof(
  fixed.map((minutes) => ({ times: minutes })),
  grid.map((minutes) => ({ times: minutes })),
  fc.oneof(grid, even).map((minutes) => ({ times: minutes, interval: true })),
)

const days = fc
  .tuple(some(1, 31, 31), fc.boolean())
  .map(([numbers, hasLast]) => (hasLast ? [...(numbers ?? []), 'last' as const] : numbers))

/** Whatever `parseSchedule` may give. */
export const anySchedule: fc.Arbitrary<Schedule> = fc
  .tuple(
    times,
    fc.option(days, { nil: undefined, freq: 1 }),
    some(1, 7, 7),
    fc.option(some(1, 12, 12), { nil: undefined, freq: 1 }),
  )
  .map(([when, inMonth, weekdays, months]) =>
    settled({ ...when, days: inMonth ?? undefined, weekdays, months: months ?? undefined }),
  )
  .filter((schedule) => fires(schedule) && intervalOf(schedule).total('minutes') >= 15)
