import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ratesOf } from './rates.ts'
import { readSquad } from './squad.ts'

/** `npm run train:answers`: counts, trains and calibrates from the named data, and writes what the product reads. */
const data = '../shared/data/squadshifts-new-wiki.json'
const answers = fileURLToPath(new URL('../src/answers/', import.meta.url))

export const write = (name: string, value: unknown): void =>
  writeFileSync(`${answers}${name}.json`, `${JSON.stringify(value)}\n`)

const articles = readSquad(data)
write('rates', ratesOf(articles))
// What follows reads the rates as it loads.
const { learn } = await import('./learn.ts')
const { ranker, calibrator, report } = await learn(articles)
write('ranker', ranker)
write('calibrator', calibrator)
console.log(JSON.stringify(report, null, 2))
