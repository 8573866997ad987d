import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer } from '#answers/answer'
import type { Option, OptionContext } from '#core/command'
import { UserError } from '#core/errors'
import { joinOr, option, shortened } from '#core/options'
import type { Store } from '#core/store'
import { readingAs } from '#engine/reading'
import { importFolder } from '#intake/import'
import { openSqlite } from '#stores/sqlite'
import { personWithin, shippedFolder } from '../support/engine.ts'

let store: Store
let context: OptionContext
let remove = (): void => undefined

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-'))
  remove = () => rmSync(folder, { recursive: true })
  const now = Temporal.Instant.from('2026-11-24T09:00:00Z')
  const zone = 'Europe/Brussels'
  store = await openSqlite({ file: join(folder, 'sitrep.db'), now: () => now, zone })
  await importFolder(store, shippedFolder)
  context = { read: readingAs(store, personWithin('CLEAR'), answer), now, zone }
})
afterAll(async () => {
  await store.close()
  remove()
})

const parse = async <T>(wanted: Option<T>, typed: string): Promise<T> =>
  wanted.parse(typed, context)
const refusal = async (wanted: Option, typed: string): Promise<string> => {
  const error = await parse(wanted, typed).catch((fault: unknown) => fault)
  expect(error).toBeInstanceOf(UserError)
  return (error as UserError).message
}
const values = async (wanted: Option, typed: string) =>
  (await wanted.suggest?.(typed, context))?.map(({ value }) => value)

describe('a text', () => {
  const text = option.text('x')
  it('is taken without its margins', async () => expect(await parse(text, '  a b ')).toBe('a b'))
  it('of 2,000 characters is taken, and a longer one refused', async () => {
    expect(await parse(text, 'x'.repeat(2_000))).toHaveLength(2_000)
    expect(await refusal(text, 'x'.repeat(2_001))).toMatch(/at most 2000 characters/)
  })
})

describe('a topic', () => {
  const topic = option.topic('x')
  it.each(['nato', 'NATO', ' Nato ', 'Atlantic alliance', 'OTAN'])('%j is NATO', async (typed) =>
    expect((await parse(topic, typed)).slug).toBe('nato'),
  )
  it.each([
    ['natto', 'No topic "natto". Did you mean NATO? All 10: /topics'],
    [
      'defens',
      'No topic "defens". Did you mean Defence core, Strategic autonomy or Defence industry? All 10: /topics',
    ],
    ['zzzzzz', 'No topic "zzzzzz". All 10: /topics'],
    ['constructor', 'No topic "constructor". All 10: /topics'],
    ['!', 'No topic "!". All 10: /topics'],
  ])('%j is refused', async (typed, message) => {
    expect(await refusal(topic, typed)).toBe(message)
  })
  it.each([
    ['nat', 'nato'],
    ['defenc', 'defence-core'],
    ['exersises', 'exercises'],
  ])('%j suggests %s', async (typed, slug) => expect(await values(topic, typed)).toContain(slug))
  it('suggests all of them before anything is typed', async () =>
    expect(await values(topic, ' ')).toHaveLength(10))
})

describe('a subject', () => {
  const subject = option.subject('x')
  it.each([
    ['defence core', 'topic', 'defence-core'],
    ['nato-exercise-bergen', 'briefing', 'nato-exercise-bergen'],
    [
      'NATO exercised at Bergen in Germany in February 2026, one analysis reports',
      'briefing',
      'nato-exercise-bergen',
    ],
    ['russia incident', 'briefing', 'russia-main-cause-no-incident'],
  ])('%j is the %s %s', async (typed, kind, slug) => {
    const found = await parse(subject, typed)
    expect(found.kind).toBe(kind)
    expect(found.kind === 'topic' ? found.topic.slug : found.briefing.slug).toBe(slug)
  })
  it.each([
    ['banana', 'No topic or briefing "banana". All 10: /topics. By words: /search'],
    ['six-checks-defence-core', 'No topic or briefing'],
  ])('%j is refused', async (typed, message) =>
    expect(await refusal(subject, typed)).toContain(message),
  )
  it('suggests topics, then briefings, 25 at most', async () => {
    const found = (await values(subject, 'exercise')) ?? []
    expect(found).toContain('exercises')
    expect(found).toContain('nato-exercise-bergen')
    expect(found.length).toBeLessThanOrEqual(25)
  })
  it('suggests nothing beyond the clearance', async () =>
    expect(await values(subject, 'six checks')).not.toContain('six-checks-defence-core'))
})

describe('a date', () => {
  const since = option.since('x')
  it('counts from the day in its zone', async () =>
    expect(await parse(since, 'yesterday')).toBe('2026-11-23'))
  it.each([
    ['', ['today', 'yesterday', 'last week', 'last month']],
    ['Last', ['last week', 'last month']],
    ['x', []],
  ])('%j suggests %j', async (typed, found) => expect(await values(since, typed)).toEqual(found))
})

describe('a choice', () => {
  const choice = option.choice('x', ['new', 'all'], { everything: 'all' })
  it.each([
    ['new', 'new'],
    [' ALL ', 'all'],
    ['Everything', 'all'],
  ])('%j is %s', async (typed, found) => expect(await parse(choice, typed)).toBe(found))
  it.each(['', 'old', 'constructor', '__proto__'])('%j is refused', async (typed) =>
    expect(await refusal(choice, typed)).toBe(`"${typed}" is not one of new or all.`),
  )
  it('suggests those that begin so', async () => expect(await values(choice, 'A')).toEqual(['all']))
})

describe('a page', () => {
  it.each([
    ['1', 1],
    [' 20 ', 20],
  ])('%j is %i', async (typed, page) => expect(await parse(option.page(), typed)).toBe(page))
  it.each(['0', '-1', '1.5', 'x', '', '9999999', '１', '1e3'])('%j is refused', async (typed) =>
    expect(await refusal(option.page(), typed)).toBe(
      `"${typed}" is not a page. Pages are numbers from 1.`,
    ),
  )
})

it('is required unless it is made optional', () => {
  expect(option.text('x').required).toBe(true)
  expect(option.optional(option.text('x')).required).toBe(false)
})

it.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a or b'],
  [['a', 'b', 'c'], 'a, b or c'],
])('joins %j as %j', (names, joined) => expect(joinOr(names)).toBe(joined))

it.each([
  ['  a \n b ', 'a b'],
  ['x'.repeat(60), 'x'.repeat(60)],
  ['x'.repeat(61), `${'x'.repeat(59)}…`],
])('repeats %j as %j', (typed, shown) => expect(shortened(typed)).toBe(shown))
