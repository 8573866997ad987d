import { fieldsOfCron, readField } from './cron-field.ts'
import type { DayOfMonth, Reading } from './shape.ts'

const named: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
}

/** Whether somebody means cron, in lower case: one of its names, or fields of numbers and signs. */
export const isCron = (text: string): boolean =>
  text.startsWith('@') ||
  /^[\d*?][\d*?,/-]* [\d*?][\d*?,/-]* [\d*?l][\d*?,/#lw-]*(?: |$)/.test(text)

/**
 * Reads five fields as Vixie's crontab(5) has them, in lower case: names of months and days, ranges,
 * lists, steps, 0 and 7 for Sunday, and the @ names that are times. What programs read differently is
 * a fault: L, W, # and ?, seconds, and a step over all days where the other day field says something.
 */
export const readCron = (text: string): Reading => {
  const cron = named[text] ?? text
  if (cron.startsWith('@')) return { draft: { times: [] }, faults: [] }
  const faults: string[] = []
  const fields = fiveOf(cron, faults).map((field, at) => plainer(field, at, faults))
  const isLast = fields[2]?.split(',').includes('l')
  const texts = fields.with(2, withoutLast(fields[2]))
  const read = fieldsOfCron.map((field, at) =>
    texts[at] ? readField(texts[at], field, faults) : [],
  )
  const [minutes = [], hours = [], days = [], months, weekdays = []] = read
  const last: DayOfMonth[] = isLast ? ['last'] : []
  checkDays(texts, faults)
  return {
    draft: {
      times: hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute)),
      days: isAll(texts[2]) ? undefined : [...days, ...last],
      months,
      weekdays: isAll(texts[4]) ? undefined : weekdays.map((weekday) => weekday || 7),
      interval: /[*/]/.test(`${texts[0]}${texts[1]}`),
    },
    faults,
  }
}

const withoutLast = (field = '*'): string =>
  field
    .split(',')
    .filter((part) => part !== 'l')
    .join()

const isAll = (field = '*'): boolean => field === '*' || field === '*/1'

const fiveOf = (text: string, faults: string[]): string[] => {
  const fields = text.split(' ')
  if (fields.length === 5) return fields
  faults.push(
    `Cron has five fields here, not ${fields.length}: minute, hour, day, month, day of the week.`,
  )
  // With six, the first is seconds; with seven, the last is years too.
  const five = fields.length > 5 ? fields.slice(1, 6) : fields
  return [...five, ...Array<string>(5 - five.length).fill('*')]
}

/** Without what only some programs know; `l` stays for the last day of the month. */
const plainer = (field: string, at: number, faults: string[]): string => {
  const plain = field
    .replaceAll('?', '*')
    .replace(/#\d*/g, '')
    .replace(/\b(\d+)[lw]+\b/g, '$1')
    .replace(/\b(?:lw|wl|l)\b/g, at === 4 ? '6' : 'l')
  if (plain !== field || /\bl\b/.test(plain))
    faults.push('L, W, # and ? mean nothing in the cron that I read.')
  return plain
}

const checkDays = ([, , days, , weekdays]: readonly string[], faults: string[]): void => {
  const isStepped = [days, weekdays].some((field) => field?.startsWith('*/') && !isAll(field))
  if (isStepped && !isAll(days) && !isAll(weekdays))
    faults.push('A step over all days does not go together with days of the week.')
}
