import { nearest } from '../near.ts'
import { shortened } from '../words.ts'
import { fillIn } from './fill-in.ts'
import { type Heard, saysDay } from './heard.ts'
import { monthNames, weekdayNames } from './names.ts'
import type { Reading } from './shape.ts'
import { timesBy } from './steps.ts'
import { wordRules } from './word-rules.ts'

/** Reads a schedule as people say it, in lower case; the order of its words is free. */
export const readWords = (text: string): Reading => {
  const heard: Heard = { times: [], days: [], weekdays: [], months: [], dates: [], faults: [] }
  let rest = text
  while (rest !== '' && heard.faults.length < mostFaults) rest = hear(heard, rest).trimStart()
  if (isGuess(heard)) return { draft: { times: [] }, faults: [] }
  fillIn(heard)
  const interval = timesBy(heard)
  const { times, days, weekdays, months, faults } = heard
  const draft = { times: interval ?? times, days, weekdays, months, interval: !!interval }
  return { draft, faults }
}

/** Only one is told; to look for more is a waste on a text that is no schedule. */
const mostFaults = 4

/** Too little was understood to name anything near. */
const isGuess = (heard: Heard): boolean =>
  !saysDay(heard) &&
  heard.step === undefined &&
  (heard.times.length === 0 || heard.faults.some((fault) => fault.startsWith(unknown)))

const unknown = 'I do not know'

const vocabulary = [
  ...['daily', 'weekdays', 'weekends', 'weekly', 'monthly', 'yearly', 'hourly', 'every', 'last'],
  ...['minutes', 'hours', 'noon', 'midnight', 'between', 'until', 'from'],
  ...weekdayNames,
  ...weekdayNames.map((name) => `${name}s`),
  ...monthNames.map((name) => name.toLowerCase()),
]

/** Takes what the text begins with, and gives what is still to be heard. */
const hear = (heard: Heard, text: string): string => {
  for (const { begins, hear: take } of wordRules) {
    const found = text.match(begins)
    if (!found) continue
    take(heard, found)
    return text.slice(found[0].length)
  }
  const word = text.match(/^[\p{L}\p{M}]+|^\S+/u)?.[0] ?? text
  heard.faults.push(`${unknown} "${shortened(word)}" in a time to send at.`)
  const rest = text.slice(word.length)
  const [meant] = word.length > 2 ? nearest(word, vocabulary, (name) => [name], 1) : []
  return meant === undefined ? rest : meant + rest
}
