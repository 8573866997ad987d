import { shortened } from '../words.ts'

const part = '\\d{1,2}'
/** A time that cannot be another number, in lower case: `7:30`, `7.30 pm`, `7h`, `noon`. */
export const clockPattern = `${part}(?:[:.h]${part}(?!\\d|[:.]\\d)(?: ?[ap]\\.?m\\b\\.?)?| ?[ap]\\.?m\\b\\.?|h\\b)|noon|midday|midnight`
/** Where only a time can stand, an hour alone is one too. */
export const hourPattern = `${clockPattern}|${part}\\b`

const ofName: Readonly<Record<string, number>> = { noon: 720, midday: 720, midnight: 0 }

/** Minutes after midnight. A time that cannot be adds a sentence to `faults` and is the nearest. */
export const readClock = (typed: string, faults: string[]): number => {
  const [, hours = '', minutes = '0', half] =
    typed.match(/^(\d{1,2})(?:[:.h](\d{1,2}))?h? ?([ap])?/) ?? []
  const named = ofName[typed]
  if (named !== undefined) return named
  const time = { hour: Number(hours), minute: Number(minutes), half }
  if (!isTime(time) || /[:.h]\d$/.test(typed)) faults.push(`There is no time ${shortened(typed)}.`)
  return nearestTo({ ...time, hour: half ? hourOfDay(time) : time.hour })
}

type Time = { hour: number; minute: number; half: string | undefined }

const isTime = ({ hour, minute, half }: Time): boolean =>
  minute < 60 && (half ? hour >= 1 && hour <= 12 : hour < 24)

const hourOfDay = ({ hour, half }: Time): number =>
  hour > 12 ? hour : (hour % 12) + (half === 'p' ? 12 : 0)

/** 8:60 is 9:00 and 24:00 is midnight; a later hour can only be meant as the last one. */
const nearestTo = ({ hour, minute }: Time): number => {
  if (hour > 24) return 23 * 60 + Math.min(59, minute)
  return (hour * 60 + minute) % (24 * 60)
}
