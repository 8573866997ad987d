import { UserError } from '../errors.ts'
import { folded, nearest } from '../near.ts'
import { joinOr, shortened } from '../words.ts'

/** Whether this is the name of a zone in the IANA time zone database; an offset is none. */
export const isZone = (text: string): boolean => nameOf(text) !== undefined

/** As the database writes it. */
const nameOf = (text: string): string | undefined => {
  if (!/^[a-z][\w+/-]*$/i.test(text)) return undefined
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text).timeZoneId
  } catch {
    return undefined
  }
}

/** The engine lists zones by their older names: https://unicode.org/reports/tr35/#Time_Zone_Identifiers */
const renamed: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

/** Cities where readers sit that have no zone of their own name. */
const cities: Readonly<Record<string, string>> = {
  Ankara: 'Europe/Istanbul',
  Barcelona: 'Europe/Madrid',
  Beijing: 'Asia/Shanghai',
  Bonn: 'Europe/Berlin',
  Frankfurt: 'Europe/Berlin',
  Geneva: 'Europe/Zurich',
  Hamburg: 'Europe/Berlin',
  Kharkiv: 'Europe/Kyiv',
  Krakow: 'Europe/Warsaw',
  Lviv: 'Europe/Kyiv',
  Milan: 'Europe/Rome',
  Mons: 'Europe/Brussels',
  Munich: 'Europe/Berlin',
  'New Delhi': 'Asia/Kolkata',
  Odesa: 'Europe/Kyiv',
  Ottawa: 'America/Toronto',
  Strasbourg: 'Europe/Paris',
  'Tel Aviv': 'Asia/Jerusalem',
  'The Hague': 'Europe/Amsterdam',
  Washington: 'America/New_York',
}

/** An abbreviation is no zone, or one without summer time: EST stays at -05:00 in July. */
const abbreviations: Readonly<Record<string, string>> = {
  BST: 'Europe/London',
  CDT: 'America/Chicago',
  CEST: 'Europe/Brussels',
  CST: 'America/Chicago',
  EDT: 'America/New_York',
  EEST: 'Europe/Kyiv',
  EST: 'America/New_York',
  HST: 'Pacific/Honolulu',
  IST: 'Asia/Kolkata',
  MDT: 'America/Denver',
  MSK: 'Europe/Moscow',
  MST: 'America/Denver',
  PDT: 'America/Los_Angeles',
  PST: 'America/Los_Angeles',
  Z: 'UTC',
}

type Named = { zone: string; names: readonly string[] }

/** `New York`, as people call a zone: by its city. */
/** `Brussels`. Etc/GMT+2 is two hours behind: its end alone would read as the opposite. */
export const cityOf = (zone: string): string =>
  zone.startsWith('Etc/') ? zone : zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')

/** Each zone with what it may be called: its name and its city, the older ones too. */
const listed = (): Named[] => {
  const zones = Intl.supportedValuesOf('timeZone').map((old) => {
    const zone = renamed[old] ?? old
    return { zone, names: [zone, cityOf(zone), ...(zone === old ? [] : [old, cityOf(old)])] }
  })
  return [...zones, ...Object.entries(cities).map(([city, zone]) => ({ zone, names: [city] }))]
}

/**
 * The zone that somebody names: `Europe/Brussels` in any case, `New York`, `Kyiv`. Throws UserError
 * with the nearest for anything else; also for EST and its like, which do not say what people mean.
 */
export const zoneNamed = (typed: string): string => {
  const name = typed.trim().slice(0, 100)
  const meant = abbreviations[name.toUpperCase()]
  if (meant) throw unknown(typed, [meant])
  const known = nameOf(name.replace(/\s+/g, '_'))
  if (known?.includes('/')) return renamed[known] ?? known
  const all = listed()
  const wanted = folded(name)
  const found = all.find(
    ({ names }) => wanted !== '' && names.some((one) => folded(one) === wanted),
  )
  if (found) return found.zone
  // Last, since Jamaica is an older name of a zone and a city of the newer.
  if (known) return known
  throw unknown(
    typed,
    nearest(name, all, ({ names }) => names).map(({ zone }) => zone),
  )
}

/** Zones whose name or city is nearest to what was typed, best first. */
export const nearZones = (typed: string, most: number): string[] => {
  const near = nearest(typed, listed(), ({ names }) => names, 2 * most)
  return [...new Set(near.map(({ zone }) => zone))].slice(0, most)
}

const unknown = (typed: string, near: readonly string[]): UserError => {
  const remedy =
    near.length > 0
      ? `Did you mean ${joinOr([...new Set(near)])}?`
      : 'Name a large city of the zone, such as Brussels or New York.'
  return new UserError(`No time zone "${shortened(typed)}". ${remedy}`)
}
