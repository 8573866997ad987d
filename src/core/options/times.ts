import type { Option } from '../command.ts'
import { type Day, parseSince } from '../dates.ts'
import { parseDays, parseDue, parseUntil } from '../days-ahead.ts'
import { UserError } from '../errors.ts'
import type { Choice } from '../reply.ts'
import { nearZones, parseSchedule, type Schedule, saySchedule, zoneNamed } from '../schedule.ts'
import { mostSuggestions } from './plain.ts'

/** Those of a few forms that begin as typed: people learn from them what can be written. */
const some =
  (...forms: readonly string[]) =>
  async (typed: string): Promise<Choice[]> =>
    forms
      .filter((value) => value.startsWith(typed.trim().toLowerCase()))
      .map((value) => ({ label: value, value }))

/** A day that has passed, or today. */
export const since = (summary: string): Option<Day> => ({
  kind: 'date',
  summary,
  required: true,
  parse: (typed, { now, zone }) => parseSince(typed, now, zone),
  suggest: some('today', 'yesterday', 'last week', 'last month'),
})

/** A day to come. */
export const until = (summary: string): Option<Day> => ({
  kind: 'date',
  summary,
  required: true,
  parse: (typed, here) => parseUntil(typed, here),
  suggest: some('tomorrow', 'next monday', 'next week', 'in 2 weeks', 'next month'),
})

/** A day by which something is done, or none. */
export const due = (summary: string): Option<Day | 'none'> => ({
  kind: 'date',
  summary,
  required: true,
  parse: async (typed, here) => (/^\s*none\s*$/i.test(typed) ? 'none' : parseDue(typed, here)),
  suggest: some('today', 'tomorrow', 'friday', 'next week', 'in 2 weeks', 'none'),
})

/** Days to come, today among them; none where none is meant. */
export const days = (summary: string): Option<readonly Day[]> => ({
  kind: 'date',
  summary,
  required: true,
  parse: (typed, here) => parseDays(typed, here),
  suggest: some('today', 'tomorrow', 'next week', '24 december to 2 january', 'none'),
})

/** When something comes again and again. */
export const when = (summary: string): Option<Schedule> => ({
  kind: 'text',
  summary,
  required: true,
  takesMore: true,
  parse: (typed) => parseSchedule(typed),
  async suggest(typed) {
    const begun = typed.trim().toLowerCase()
    const whole = begun === '' ? [] : asSaid(begun)
    const timed = begun === '' ? [] : hours.flatMap((hour) => asSaid(`${begun} ${hour}`))
    const known = schedules.filter((form) => form.startsWith(begun)).flatMap(asSaid)
    const said = [...(whole.length > 0 ? whole : timed), ...known]
    return [...new Set(said)].map((value) => ({ label: value, value }))
  },
})

const hours = ['08:00', '09:00', '18:00']
const schedules = [
  'weekdays 08:00',
  'daily 07:30',
  'mondays 09:00',
  'mondays and thursdays 9:00',
  'monthly 1 08:00',
  'every 2 hours',
  'weekdays every 2 hours from 8 to 18',
]

/** As it will be read back; nothing where it cannot be read yet. */
const asSaid = (form: string): string[] => {
  try {
    return [saySchedule(parseSchedule(form))]
  } catch (error) {
    if (error instanceof UserError) return []
    throw error
  }
}

/** A time zone, by its name or a city in it. */
export const zone = (summary: string): Option<string> => ({
  kind: 'text',
  summary,
  required: true,
  parse: (typed) => zoneNamed(typed),
  async suggest(typed, { zone: own }) {
    const zones = typed.trim() === '' ? [own, ...likely] : nearZones(typed, mostSuggestions)
    return [...new Set(zones)].map((value) => ({ label: value, value }))
  },
})

const likely = ['Europe/Brussels', 'Europe/London', 'Europe/Kyiv', 'America/New_York', 'UTC']
