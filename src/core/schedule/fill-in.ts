import { addDate, type Heard } from './heard.ts'

/** What was left open is asked for, with the likeliest answer in its place. */
export const fillIn = (heard: Heard): void => {
  const { weekdays, months, times, recurs, range, step, faults } = heard
  if (recurs === 'weekly' && weekdays.length === 0) {
    faults.push('On which day of the week?')
    weekdays.push(1)
  }
  if (recurs === 'yearly' && months.length === 0) {
    faults.push('In which month?')
    months.push(1)
  }
  fillInDay(heard)
  if (range && step === undefined) faults.push('How often between those times?')
  if (times.length === 0 && step === undefined) {
    faults.push('At what time?')
    times.push(8 * 60)
  }
  refuseDates(heard)
}

const fillInDay = ({ days, weekdays, recurs, faults }: Heard): void => {
  if (days.length > 0 || (recurs !== 'monthly' && recurs !== 'yearly')) return
  faults.push('On which day of the month?')
  if (weekdays.length === 0) days.push(1)
}

/** Days and months are lists of their own: 1 July and 15 August would be 15 July too. */
const refuseDates = (heard: Heard): void => {
  const { dates, days, weekdays, months, faults } = heard
  const [first] = dates
  const different = new Set(dates.map(({ day, month }) => `${day} ${month.slice(0, 3)}`))
  const isWhole = different.size === new Set(days).size * new Set(months).size
  if (!first || (isWhole && weekdays.length === 0)) return
  faults.push('Those dates do not go into one schedule; make one for each.')
  Object.assign(heard, { days: [], weekdays: [], months: [] })
  addDate(heard, first.day, first.month)
}
