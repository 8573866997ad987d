import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commands } from '#commands'
import { parseLine } from '#core/usage'
import { visible } from '#core/visible'
import { writeLine } from '#core/write-line'
import { anyWords } from '../support/any-blocks.ts'

const typed = (command: string, options: Record<string, string>) =>
  writeLine({ command, options }, commands)

describe('a command that can be typed back', () => {
  const read = (command: string, options: Record<string, string>) =>
    parseLine(typed(command, options), commands)

  test('for any words', () => {
    fc.assert(
      fc.property(anyWords, (some) => {
        const words = visible(some).replace(/["“”]/g, '').trim()
        fc.pre(words !== '')
        const options = { words, topic: 'nato', since: '2 November', page: '2' }
        expect(read('search', options)).toMatchObject({ command: { name: 'search' }, options })
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    [
      'a phrase, which keeps its quotes',
      'nato "defence core" -us',
      '/search nato "defence core" -us page:2',
    ],
    ['a quote that does not end', '5" gun', '/search words:"5’ gun" page:2'],
    [
      'a phrase beside what looks like an option',
      '"a b" topic:us',
      '/search words:"’a b’ topic:us" page:2',
    ],
  ])('%s', (_, words, line) => {
    expect(typed('search', { words, page: '2' })).toBe(line)
    const kept = line.includes('’') ? words.replaceAll('"', '’') : words
    expect(read('search', { words, page: '2' }).options).toEqual({ words: kept, page: '2' })
  })

  test.each([
    ['brief', { subject: 'nato' }, '/brief nato'],
    ['latest', { topic: 'nato', page: '2' }, '/latest nato page:2'],
    ['latest', { page: '2' }, '/latest page:2'],
    ['latest', { since: '2 November' }, '/latest since:"2 November"'],
    ['gone', { any: 'thing' }, '/gone any:thing'],
  ])('of %s %o as %s', (command, options, line) => {
    expect(typed(command, options)).toBe(line)
  })

  test('without options, and with line ends in them', () => {
    expect(typed('topics', {})).toBe('/topics')
    expect(typed('ask', { question: 'who\nelse?' })).toBe('/ask who else?')
  })
})
