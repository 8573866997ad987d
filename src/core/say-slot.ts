import { sayWeekday } from './dates.ts'
import type { Digest, Edition } from './digest.ts'

/** `Monday's 07:45`, the time that was asked for; what was sent by hand has the time at which that was. */
export const saySlot = (
  { slot, due }: Pick<Edition, 'slot' | 'due'>,
  { zone }: Pick<Digest, 'zone'>,
): string => {
  const [, local] = slot.match(/^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})/) ?? []
  const time =
    local === undefined
      ? Temporal.Instant.fromEpochMilliseconds(due).toZonedDateTimeISO(zone).toPlainDateTime()
      : Temporal.PlainDateTime.from(local)
  const [weekday] = sayWeekday(time.toPlainDate().toString()).split(' ')
  return `${weekday}'s ${time.toPlainTime().toString({ smallestUnit: 'minute' })}`
}
