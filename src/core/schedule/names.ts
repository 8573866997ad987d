export const dayMinutes = 24 * 60

/** From Monday, as ISO 8601 counts. */
export const weekdayNames = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

export const workdays = [1, 2, 3, 4, 5] as const
export const weekend = [6, 7] as const

/** `08:00`, of minutes after midnight. */
export const sayTime = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => `${part}`.padStart(2, '0')).join(':')

/** `hourly`, `every 2 hours`, `every 45 minutes` */
export const sayStep = (minutes: number): string => {
  if (minutes === 60) return 'hourly'
  return minutes % 60 === 0 ? `every ${minutes / 60} hours` : `every ${minutes} minutes`
}

/** `1st`, `2nd`, `11th` */
export const ordinal = (day: number): string => {
  const isTeen = day > 10 && day < 14
  return `${day}${(!isTeen && ['', 'st', 'nd', 'rd'][day % 10]) || 'th'}`
}
