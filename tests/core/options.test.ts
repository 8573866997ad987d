import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerer } from '#answers/answer'
import type { Option, OptionContext } from '#core/command'
import { UserError } from '#core/errors'
import { option, ordersIn } from '#core/options'
import type { Store } from '#core/store'
import { readingAs } from '#engine/reading'
import { importFolder } from '#intake/import'
import { openSqlite } from '#stores/sqlite'
import { personWithin, shippedFolder } from '../support/engine.ts'
import { orderedIn } from '../support/orders.ts'

const terms = {
  schedule: { times: [480], weekdays: [1, 2, 3, 4, 5] },
  zone: 'Europe/Brussels',
  topics: [],
  sendsEmpty: false,
  form: 'headlines',
  skips: [],
} as const

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
  context = { read: readingAs(store, personWithin('CLEAR'), answerer), now, zone }
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

describe('when something comes', () => {
  const when = option.when('x')
  it('is a schedule', async () =>
    expect(await parse(when, 'weekdays 8')).toEqual({ times: [480], weekdays: [1, 2, 3, 4, 5] }))
  it('is refused with the nearest there is', async () =>
    expect(await refusal(when, '31 February 08:00')).toContain('on the last day in February'))
  it.each([
    ['', ['weekdays at 08:00', 'daily at 07:30', 'every 2 hours']],
    ['week', ['weekdays at 08:00', 'weekdays every 2 hours from 08:00 to 18:00']],
    ['mondays', ['mondays at 08:00', 'mondays at 09:00', 'mondays and thursdays at 09:00']],
    ['Thu', ['thursdays at 08:00', 'thursdays at 09:00', 'thursdays at 18:00']],
    ['weekdays 9', ['weekdays at 09:00']],
    ['0 8 * * 1-5', ['weekdays at 08:00']],
    ['31 February 08:00', []],
    ['xyzzy', []],
  ])('%j suggests %j', async (typed, some) => {
    const found = await values(when, typed)
    expect(found).toEqual(expect.arrayContaining(some))
    expect(new Set(found).size).toBe(found?.length)
    if (some.length < 2) expect(found).toEqual(some)
  })
  it('suggests only what can be read', async () => {
    for (const typed of ['', 'm', 'mon', 'every', 'monthly'])
      for (const value of (await values(when, typed)) ?? []) await parse(when, value)
  })
})

describe('topics', () => {
  const topics = option.topics('x')
  const slugs = async (typed: string) => (await parse(topics, typed)).map(({ slug }) => slug)
  it.each([
    ['nato', ['nato']],
    ['NATO, Defence core', ['nato', 'defence-core']],
    ['russia; nato', ['russia', 'nato']],
    ['russia and OTAN', ['russia', 'nato']],
    ['nato & russia', ['nato', 'russia']],
    ['nato, and russia,', ['nato', 'russia']],
    ['nato, Atlantic alliance, nato', ['nato']],
    ['all', []],
    [' Everything ', []],
  ])('%j are %j', async (typed, found) => expect(await slugs(typed)).toEqual(found))
  it.each([
    ['nato, rusia', 'No topic "rusia". Did you mean Russia? All 10: /topics'],
    [', ;', 'No topic ", ;". All 10: /topics'],
  ])('%j is refused', async (typed, message) => expect(await refusal(topics, typed)).toBe(message))
  it.each([
    ['rus', ['russia']],
    ['nato, rus', ['nato, russia']],
    ['Defence core,NATO;rus', ['defence-core, nato, russia']],
    ['nato, zzzzzz', []],
  ])('%j suggests %j', async (typed, found) => expect(await values(topics, typed)).toEqual(found))
  it('suggests all, then each, and after a comma each but those that are named', async () => {
    const first = await values(topics, '')
    expect(first?.slice(0, 2)).toEqual(['all', expect.any(String)])
    expect(first).toHaveLength(11)
    const second = await values(topics, 'nato, ')
    expect(second).toHaveLength(9)
    expect(second).not.toContain('nato, nato')
    for (const value of second ?? []) expect(await slugs(value)).toHaveLength(2)
  })
})

describe('a zone', () => {
  const zone = option.zone('x')
  it('is named by a city', async () => expect(await parse(zone, 'Kyiv')).toBe('Europe/Kyiv'))
  it('is refused with the nearest', async () =>
    expect(await refusal(zone, 'Kviy')).toContain('Did you mean Europe/Kyiv?'))
  it.each([
    ['ky', 'Europe/Kyiv'],
    ['new y', 'America/New_York'],
    ['hague', 'Europe/Amsterdam'],
  ])('%j suggests %s', async (typed, name) => expect(await values(zone, typed)).toContain(name))
  it('suggests the configured one first, and no more than fit', async () => {
    expect((await zone.suggest?.('', { ...context, zone: 'Asia/Tokyo' }))?.[0]?.value).toBe(
      'Asia/Tokyo',
    )
    expect((await values(zone, 'a'))?.length).toBeLessThanOrEqual(25)
  })
})

describe('a day to come', () => {
  it('is read ahead of today', async () =>
    expect(await parse(option.until('x'), '3 January')).toBe('2027-01-03'))
  it('may be several', async () =>
    expect(await parse(option.days('x'), '24 to 25 Dec')).toEqual(['2026-12-24', '2026-12-25']))
  it.each([option.until('x'), option.days('x')])(
    'suggests only what can be read',
    async (wanted) => {
      const found = (await values(wanted, '')) ?? []
      expect(found.length).toBeGreaterThan(3)
      for (const value of found) await parse<unknown>(wanted, value)
    },
  )
})

describe('a name', () => {
  const name = option.name('x', 5)
  it('is one line without margins', async () => expect(await parse(name, ' a \n b ')).toBe('a b'))
  it('is measured as people count', async () => {
    expect(await parse(name, '\u{1F600}'.repeat(5))).toHaveLength(10)
    expect(await refusal(name, 'x'.repeat(6))).toBe(
      'A name has at most 5 characters; this has 6. Shorten it.',
    )
  })
})

describe('a digest', () => {
  const digest = option.digest('x')
  const withOrders = async (...names: string[]) => {
    const orders = orderedIn({ now: '2026-11-24T09:00:00Z' })
    for (const name of names) await orders.add({ ...terms, name })
    return { orders, context: { ...context, orders } }
  }
  it.each(['Morning briefing', ' morning-BRIEFING', 'D1'])('%j is found', async (typed) => {
    const on = await withOrders('Morning briefing', 'Évening')
    expect((await digest.parse(typed, on.context)).id).toBe('d1')
  })
  it.each([
    ['evening', 'd2'],
    ['!!', 'd3'],
  ])('%j is %s', async (typed, id) => {
    const on = await withOrders('Morning briefing', 'Évening', '!!', '??')
    expect((await digest.parse(typed, on.context)).id).toBe(id)
  })
  it('that was deleted is found by its id where it may be', async () => {
    const on = await withOrders('Morning briefing')
    await on.orders.remove((await on.orders.list())[0]!)
    const also = option.digest('x', { deleted: true })
    expect((await also.parse('d1', on.context)).isDeleted).toBe(true)
    await expect(async () => digest.parse('d1', on.context)).rejects.toThrow('was deleted')
    await expect(async () => also.parse('Morning briefing', on.context)).rejects.toThrow(
      'No digest',
    )
  })
  it('has none where nothing is posted', async () => {
    expect(await refusal(digest, 'x')).toContain('Ask for them there.')
    expect(await values(digest, '')).toEqual([])
    expect(() => ordersIn(undefined)).toThrow(UserError)
  })
  it.each([
    ['', ['d1', 'd2']],
    ['even', ['d2']],
    ['d1', ['d1']],
    ['zzz', []],
  ])('%j suggests %j', async (typed, ids) => {
    const on = await withOrders('Morning briefing', 'Evening briefing')
    const found = await digest.suggest?.(typed, on.context)
    expect(found?.map(({ value }) => value)).toEqual(ids)
    if (typed === 'd1') expect(found?.[0]?.label).toBe('Morning briefing · weekdays at 08:00')
  })
})
