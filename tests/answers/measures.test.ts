import { describe, expect, it } from 'vitest'
import { type Measure, measureAsked } from '#answers/measures'
import { readText } from '#answers/text'

describe('what a question wants measured', () => {
  it.for([
    ['How much did the batteries cost?', 'money'],
    ['price of the new core?', 'money'],
    ['How much will Lithuania pay for it?', 'money'],
    ['What share of GDP goes to defence?', 'share'],
    ['How full were the gas stores?', 'share'],
    ['How many hours was Latvia without power?', 'time'],
    ['How deep does the cable lie?', 'length'],
    ['How heavy is the drone?', 'weight'],
    ['How many troops took part?', undefined],
    ['Who pays attention?', undefined],
  ] as const)('%s', ([question, measure]) => expect(measureAsked(question)).toBe(measure))
})

describe('what a figure is a figure of', () => {
  it.for([
    ['for 310 million euros', 'euros', 'money'],
    ['it cost $15 a piece', '15', 'money'],
    ['it cost 15 € a piece', '15', 'money'],
    ['gives the party 27 % of votes', '27', 'share'],
    ['gives the party 27 seats', '27', undefined],
    ['at a depth of 87 metres', 'metres', 'length'],
    ['weighs 2.4 kilograms', 'kilograms', 'weight'],
    ['for eleven hours', 'hours', 'time'],
  ] as const)('%s', ([text, written, measure]) => {
    const token = readText(text).tokens.find((one) => one.written === written)
    expect<Measure | undefined>(token?.unit).toBe(measure)
  })
})
