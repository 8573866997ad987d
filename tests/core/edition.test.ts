import { describe, expect, test } from 'vitest'
import { commands } from '#commands'
import { composeEdition, detailReply, kindOf } from '#core/edition'
import { type Block, plain, type Reply } from '#core/reply'
import { renderMessage as onDiscord } from '#platforms/discord/render/render'
import { renderMessage as onSlack } from '#platforms/slack/render/render'
import { outline as discordOutline } from '../support/discord-outline.ts'
import { changeOf, factsOf, itemOf, topicsOf } from '../support/edition-facts.ts'
import { outline as slackOutline } from '../support/slack-outline.ts'
import { textOf } from '../support/text.ts'

type Given = Parameters<typeof factsOf>[0]

const composed = (given?: Given) => composeEdition(factsOf(given))
const main = (given?: Given): Reply => composed(given).main.reply
const linesOf = (given?: Given): string[] => textOf(main(given)).split('\n')
/** What has changed, the topics, and the dates to come. */
const facts = (given?: Given): string[] =>
  textOf({ ...main(given), headline: [], blocks: main(given).blocks.filter(isFacts) }).split('\n')
const isFacts = ({ kind }: Block): boolean => kind === 'facts'
const lineOf = (name: string, given?: Given): string | undefined =>
  facts(given).find((line) => line.startsWith(`${name}: `))
const headline = (given?: Given): string => plain(main(given).headline ?? [])
const covers = (given?: Given): string | undefined => linesOf(given)[1]

const discord = (reply: Reply): string =>
  onDiscord(reply, '#policy', 'unasked').bodies.map(discordOutline).join('\n\n')
const slack = (reply: Reply): string =>
  onSlack(reply, '#policy', 'unasked').bodies.map(slackOutline).join('\n\n')

const withdrawn = { date: '2026-02-15', reason: 'The Gazette took it back.' }
const corrected = itemOf('group', {
  title: 'A small group of countries is expected to lead',
  topics: ['defence-core'],
  tlp: 'GREEN',
  base: 1,
  changes: [changeOf('correction')],
})
const bergen = itemOf('bergen', { title: 'NATO exercised at Bergen' })
const ministers = itemOf('ministers', { title: 'Ministers meet in Brussels', tlp: 'GREEN' })
const meeting = {
  date: '2026-02-19',
  title: 'NATO ministers meet',
  ref: ministers.briefing.ref,
  tlp: 'GREEN',
} as const

const monday = { items: [bergen, ministers, corrected], ahead: [meeting] }

describe('as people see it', () => {
  test('on Discord: at most 12 lines, the line on the lock screen first', () => {
    expect(
      discord(main(monday)),
    ).toBe(`TLP:GREEN  Morning briefing, Monday 16 February 2026: 1 correction, 2 new
| #33ff00
| -# Covers Friday 13 February 08:00 to Monday 16 February 08:00 (Brussels)
| 
| **CORRECTED** A small group of countries is expected to lead: said "five"; is "four"
| **DEFENCE CORE** 1 correction above
| **US POSTURE** no change
| **NATO** Ministers meet in Brussels (F3) · NATO exercised at Bergen (F3)
| **AHEAD** 19 Feb  NATO ministers meet
| -# Details of each in the thread. Grades: reliability cannot be judged, possibly true (F3).
[Latest] [All topics]`)
  })

  test('on Slack', () => {
    expect(
      slack(main(monday)),
    ).toBe(`**TLP:GREEN**  **Morning briefing, Monday 16 February 2026: 1 correction, 2 new**
-# Covers Friday 13 February 08:00 to Monday 16 February 08:00 (Brussels)
**CORRECTED** A small group of countries is expected to lead: said "five"; is "four"
**DEFENCE CORE** 1 correction above
**US POSTURE** no change
**NATO** Ministers meet in Brussels (F3) · NATO exercised at Bergen (F3)
**AHEAD** 19 Feb  NATO ministers meet
-# Details of each in the thread. Grades: reliability cannot be judged, possibly true (F3).
[Latest] [All topics]`)
  })

  test('with nothing new', () => {
    expect(discord(main())).toBe(`Morning briefing, Monday 16 February 2026: nothing new
-# Covers Friday 13 February 08:00 to Monday 16 February 08:00 (Brussels)

**DEFENCE CORE** no change
**US POSTURE** no change
**NATO** no change
[Latest] [All topics]`)
    expect(composed().details).toEqual([])
  })

  test('its thread, what has changed first', () => {
    expect(discord(detailReply(composed(monday).details, 1).reply)).toBe(`TLP:GREEN  Details 1 to 3
| #33ff00
| 1\\. TLP:GREEN  **A small group of countries is expected to lead**
| -# Corrected 15 Feb 2026: was "five", is "four". The Gazette says four.
| 
| Example Gazette says something of group.
| -# Example Gazette, 10 February 2026: [A made-up report](<https://example.org/report>) · read 12 Feb 2026 · reliability cannot be judged, possibly true (F3)
| 
| 2\\. TLP:GREEN  **Ministers meet in Brussels**
| 
| Example Gazette says something of ministers.
| -# Example Gazette, 10 February 2026: [A made-up report](<https://example.org/report>) · read 12 Feb 2026 · reliability cannot be judged, possibly true (F3)
| 
| 3\\. TLP:CLEAR  **NATO exercised at Bergen**
| 
| Example Gazette says something of bergen.
| -# Example Gazette, 10 February 2026: [A made-up report](<https://example.org/report>) · read 12 Feb 2026 · reliability cannot be judged, possibly true (F3)
[Read 1] [Read 2] [Read 3]`)
  })

  test('one alone in a message has it for itself', () => {
    expect(
      discord(detailReply(composed(monday).details.slice(2), 3).reply),
    ).toBe(`TLP:CLEAR  NATO exercised at Bergen
| #ffffff
| Example Gazette says something of bergen.
| -# Example Gazette, 10 February 2026: [A made-up report](<https://example.org/report>) · read 12 Feb 2026 · reliability cannot be judged, possibly true (F3)
[Read]`)
  })
})

describe('what an item is to a channel', () => {
  const [correction, update, editorial] = [
    changeOf('correction'),
    changeOf('update'),
    changeOf('editorial'),
  ]
  test.each([
    ['never shown', itemOf('one'), 'new'],
    ['never shown, corrected before', itemOf('one', { changes: [correction] }), 'new'],
    ['shown, then corrected', itemOf('one', { base: 1, changes: [correction] }), 'correction'],
    ['shown, then updated', itemOf('one', { base: 1, changes: [update] }), 'update'],
    ['shown, then spelt better', itemOf('one', { base: 1, changes: [editorial] }), undefined],
    [
      'shown, then corrected and updated',
      itemOf('one', { base: 1, changes: [correction, changeOf('update', 3)] }),
      'correction',
    ],
    [
      'shown as corrected, then updated',
      itemOf('one', { base: 2, changes: [correction, changeOf('update', 3)] }),
      'update',
    ],
    [
      'shown as corrected, then spelt better',
      itemOf('one', { base: 2, changes: [correction, changeOf('editorial', 3)] }),
      undefined,
    ],
    ['shown, then withdrawn', itemOf('one', { base: 1, withdrawn }), 'withdrawn'],
    [
      'shown, then corrected and withdrawn',
      itemOf('one', { base: 1, changes: [correction], withdrawn }),
      'withdrawn',
    ],
    ['withdrawn before it was shown', itemOf('one', { withdrawn }), undefined],
  ] as const)('%s', (_, item, kind) => {
    expect(kindOf(item)).toBe(kind)
  })
})

describe('its heading', () => {
  const at = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds
  const window = (from: string, to: string) => ({ covers: { from: at(from), to: at(to) } })

  test('counts each kind', () => {
    const items = [
      itemOf('one'),
      itemOf('two', { base: 1, changes: [changeOf('correction')] }),
      itemOf('three', { base: 1, changes: [changeOf('correction')] }),
      itemOf('four', { base: 1, changes: [changeOf('update')] }),
      itemOf('five', { base: 1, withdrawn }),
      itemOf('six', { base: 1, changes: [changeOf('editorial')] }),
    ]
    expect(headline({ items })).toBe(
      'Morning briefing, Monday 16 February 2026: 2 corrections, 1 update, 1 withdrawn, 1 new',
    )
  })

  test('calls whom a manager has confirmed, last', () => {
    const mention = { id: '17', text: '@desk' }
    expect(main({ digest: { mention } }).headline).toEqual([
      'Morning briefing, Monday 16 February 2026: nothing new',
      ' ',
      { kind: 'mention', ...mention },
    ])
  })

  test('cuts a long name after a word', () => {
    expect(headline({ digest: { name: 'on everything '.repeat(20) } })).toMatch(
      /^(?:on everything ){6}on everything…, Monday 16 February 2026: nothing new$/,
    )
  })

  test('cuts where there is no space between what a reader calls characters', () => {
    expect(headline({ digest: { name: '👩‍👩‍👧‍👧'.repeat(20) } })).toMatch(
      /^(?:👩‍👩‍👧‍👧){9}…, Monday/,
    )
  })

  test('says that it is late', () => {
    expect(covers({ isLate: true })).toBe(
      'Delayed: covers Friday 13 February 08:00 to Monday 16 February 08:00 (Brussels)',
    )
  })

  test('has days, times and city of its zone', () => {
    const given = {
      ...window('2026-02-13T13:00Z', '2026-02-16T04:30Z'),
      digest: { zone: 'America/New_York' },
    }
    expect(headline(given)).toBe('Morning briefing, Sunday 15 February 2026: nothing new')
    expect(covers(given)).toBe(
      'Covers Friday 13 February 08:00 to Sunday 15 February 23:30 (New York)',
    )
  })

  test('has the year in which it begins where that is another', () => {
    expect(covers(window('2025-12-31T07:00Z', '2026-01-02T07:00Z'))).toBe(
      'Covers Wednesday 31 December 2025 08:00 to Friday 2 January 08:00 (Brussels)',
    )
  })

  test('leaves no doubt about a zone that is named the other way round', () => {
    expect(covers({ digest: { zone: 'Etc/GMT+2' } })).toContain('(Etc/GMT+2)')
  })
})

describe('what was shown otherwise before', () => {
  test('is told in a line for each kind, and not again under its topic', () => {
    const given = {
      items: [
        itemOf('one', { title: 'One', base: 1, changes: [changeOf('update')] }),
        itemOf('two', { title: 'Two', base: 1, withdrawn }),
        itemOf('three', { title: 'Three', base: 1, changes: [changeOf('correction')] }),
      ],
    }
    expect(facts(given).slice(0, 3)).toEqual([
      'CORRECTED: Three: said "five"; is "four"',
      'UPDATED: One: was "five"; is "four"',
      'WITHDRAWN: Two: The Gazette took it back.',
    ])
    expect(lineOf('NATO', given)).toBe('NATO: 1 correction, 1 update, 1 withdrawn above')
  })

  test('the newest correction speaks for several; the thread has them all', () => {
    const changes = [
      { ...changeOf('correction', 2), is: 'six' },
      changeOf('correction', 3),
      { ...changeOf('update', 4), is: 'seven' },
    ]
    const given = { items: [itemOf('one', { title: 'One', base: 1, changes })] }
    expect(lineOf('CORRECTED', given)).toBe('CORRECTED: One: said "five"; is "four"')
    const thread = textOf(detailReply(composed(given).details, 1).reply)
    expect(thread.match(/^(?:Corrected|Updated) .*$/gm)).toEqual([
      'Corrected 15 Feb 2026: was "five", is "six". The Gazette says four.',
      'Corrected 15 Feb 2026: was "five", is "four". The Gazette says four.',
      'Updated 15 Feb 2026: was "five", is "seven". The Gazette says four.',
    ])
  })

  test('what readers have been told of is not told again', () => {
    const changes = [{ ...changeOf('correction', 2), is: 'six' }, changeOf('correction', 3)]
    const given = { items: [itemOf('one', { base: 2, changes })] }
    expect(textOf(detailReply(composed(given).details, 1).reply)).not.toContain('six')
  })

  test('better spelling is told nowhere', () => {
    const changes = [changeOf('correction'), { ...changeOf('editorial', 3), is: 'Four' }]
    const { main: first, details } = composed({ items: [itemOf('one', { base: 1, changes })] })
    expect(textOf(first.reply)).not.toContain('Four')
    expect(textOf(detailReply(details, 1).reply)).not.toContain('Four')
  })

  test('long words are cut here and whole in the thread', () => {
    const [title, was] = [
      'what was written '.repeat(11).trim(),
      'so it was said '.repeat(30).trim(),
    ]
    const changes = [{ ...changeOf('correction'), was }]
    const given = { items: [itemOf('one', { title, base: 1, changes })] }
    expect(lineOf('CORRECTED', given)).toMatch(
      /^CORRECTED: (?:what was written )+what was…: said "(?:so it was said )+so it was…"; is "four"$/,
    )
    const thread = textOf(detailReply(composed(given).details, 1).reply)
    expect(thread).toContain(title)
    expect(thread).toContain(was)
  })

  test('a withdrawn briefing leaves its tombstone, whatever the form', () => {
    const items = [itemOf('two', { title: 'Two', base: 1, withdrawn })]
    for (const form of ['headlines', 'long'] as const) {
      const { details } = composed({ items, digest: { form } })
      expect(textOf(detailReply(details, 1).reply)).toBe(
        'Withdrawn: Two\nWithdrawn 15 February 2026: The Gazette took it back.\n[Read] /brief {"subject":"two"}',
      )
    }
  })
})

describe('topics', () => {
  const many = (count: number, topic: string) =>
    Array.from({ length: count }, (_, at) =>
      itemOf(`${topic}-${at + 1}`, { title: `${topic} ${at + 1}`, topics: [topic] }),
    )

  test('stand in the order of the digest, the newest of each first', () => {
    const items = [...many(2, 'nato'), ...many(1, 'us-posture')]
    expect(facts({ items })).toEqual([
      'DEFENCE CORE: no change',
      'US POSTURE: us-posture 1 (F3)',
      'NATO: nato 2 (F3) · nato 1 (F3)',
    ])
  })

  test('three titles, then how many more there are, which only the thread tells of', () => {
    const { main: first, details } = composed({ items: many(7, 'nato') })
    expect(textOf(first.reply)).toContain(
      'NATO: nato 7 (F3) · nato 6 (F3) · nato 5 (F3) · and 4 more',
    )
    expect(first.carries.map(({ briefing }) => briefing)).toEqual(['nato-7', 'nato-6', 'nato-5'])
    expect(first.reply.shows).toEqual(first.carries)
    expect(details.map(({ title }) => title)).toEqual([7, 6, 5, 4, 3, 2, 1].map((n) => `nato ${n}`))
  })

  test('titles stand whole, as many as one line has room for', () => {
    const title = 'a title of words '.repeat(12).trim().slice(0, 199)
    const items = ['1', '2'].map((at) => itemOf(at, { title: `${title}${at}` }))
    expect(lineOf('NATO', { items })).toBe(`NATO: ${title}2 (F3) · and 1 more`)
  })

  test('an item of several stands under the first of them, and the others do not deny it', () => {
    const given = { items: [itemOf('one', { title: 'One', topics: ['nato', 'us-posture'] })] }
    expect(facts(given).slice(0, 3)).toEqual([
      'DEFENCE CORE: no change',
      'US POSTURE: One (F3)',
      'NATO: 1 new above',
    ])
  })

  test('an item of none of them is told all the same', () => {
    const given = { items: [itemOf('one', { title: 'One', topics: ['elsewhere'] })] }
    expect(lineOf('OTHER TOPICS', given)).toBe('OTHER TOPICS: One (F3)')
  })

  test('a topic that is named twice stands once', () => {
    const topics = topicsOf('NATO', 'NATO', 'Russia')
    expect(facts({ topics })).toEqual(['NATO: no change', 'RUSSIA: no change'])
  })

  test('a digest of all topics says nothing of those without anything', () => {
    const all = { digest: { topics: [] } }
    expect(facts({ ...all, items: many(1, 'nato') })).toEqual(['NATO: nato 1 (F3)'])
    expect(facts(all)).toEqual(['ALL TOPICS: no change'])
  })

  describe('where there are more than lines', () => {
    const names = Array.from({ length: 12 }, (_, at) => `Topic ${at + 1}`)
    const topics = topicsOf(...names)
    const inTopics = (...numbers: number[]) => numbers.flatMap((n) => many(1, `topic-${n}`))
    const shown = (items: ReturnType<typeof inTopics>) =>
      facts({ topics, items, ahead: [meeting] }).slice(0, -1)

    test('those without anything share one', () => {
      expect(shown(inTopics(2, 5))).toEqual([
        'TOPIC 2: topic-2 1 (F3)',
        'TOPIC 5: topic-5 1 (F3)',
        'NO CHANGE: Topic 1 · Topic 3 · Topic 4 · Topic 6 · Topic 7 · Topic 8 · Topic 9 · Topic 10 · Topic 11 · Topic 12',
      ])
    })

    test('then the last that have something do', () => {
      expect(shown(inTopics(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))).toEqual([
        ...[1, 2, 3, 4, 5].map((n) => `TOPIC ${n}: topic-${n} 1 (F3)`),
        'ALSO: Topic 6: 1 new · Topic 7: 1 new · Topic 8: 1 new · Topic 9: 1 new · Topic 10: 1 new',
        'NO CHANGE: Topic 11 · Topic 12',
      ])
    })

    test('nothing is said of no change where there is none', () => {
      const lines = shown(inTopics(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))
      expect(lines).toHaveLength(7)
      expect(lines.at(-1)).toMatch(/^ALSO: Topic 7: 1 new · .* · Topic 12: 1 new$/)
    })

    test('titles come before what stands above already', () => {
      const changes = [changeOf('correction')]
      const changed = itemOf('one', { topics: ['topic-1'], base: 1, changes })
      const lines = shown([changed, ...inTopics(2, 3, 4, 5, 6, 7)]).slice(1)
      expect(lines).toEqual([
        ...[2, 3, 4, 5].map((n) => `TOPIC ${n}: topic-${n} 1 (F3)`),
        'ALSO: Topic 1: 1 correction · Topic 6: 1 new · Topic 7: 1 new',
        'NO CHANGE: Topic 8 · Topic 9 · Topic 10 · Topic 11 · Topic 12',
      ])
    })
  })
})

describe('dates to come', () => {
  test('three in one line, with the year where it is another', () => {
    const ahead = [
      meeting,
      { ...meeting, date: '2026-03', title: 'A summit' },
      { ...meeting, date: '2027-01-02', title: 'A vote' },
      { ...meeting, date: '2027-02-02', title: 'Another vote' },
    ]
    expect(lineOf('AHEAD', { ahead })).toBe(
      'AHEAD: 19 Feb  NATO ministers meet · Mar  A summit · 2 Jan 2027  A vote',
    )
  })

  test('are shown, with their label, but carry nothing', () => {
    const { main: first } = composed({ ahead: [{ ...meeting, tlp: 'AMBER' }] })
    expect(first.reply.shows).toEqual([meeting.ref])
    expect(first.reply.tlp).toBe('AMBER')
    expect(first.carries).toEqual([])
  })
})

describe('small print', () => {
  test('alone with a person nothing is said of a thread', () => {
    const given = { items: [bergen], digest: { person: 'discord:1' } }
    expect(linesOf(given)).toContain(
      'Details of each below. Grades: reliability cannot be judged, possibly true (F3).',
    )
  })

  test('grades that would fill more than a line are told in words in the thread', () => {
    const credibilities = [1, 2, 3, 4, 5, 6] as const
    const items = credibilities.map((credibility) => {
      const sources = itemOf('any').briefing.sources.map((one) => ({ ...one, credibility }))
      return itemOf(`item-${credibility}`, { topics: [`topic-${credibility}`], sources })
    })
    const topics = topicsOf(...credibilities.map((n) => `Topic ${n}`))
    expect(linesOf({ items, topics })).toContain(
      'Details of each, and the grades in words, in the thread.',
    )
  })
})

describe('its label', () => {
  test('is that of the highest it counts, though that stands in the thread only', () => {
    const items = ['AMBER', 'CLEAR', 'CLEAR', 'CLEAR'].map((tlp, at) =>
      itemOf(`item-${at}`, { tlp: tlp as 'AMBER' | 'CLEAR' }),
    )
    const { main: first, details } = composed({ items })
    expect(first.carries.map(({ briefing }) => briefing)).not.toContain('item-0')
    expect(first.reply.tlp).toBe('AMBER')
    expect(detailReply(details.slice(0, 3), 1).reply.tlp).toBe('CLEAR')
  })

  test('stands before each title of the thread only where they differ', () => {
    const { details } = composed({ items: [bergen, itemOf('two')] })
    expect(textOf(detailReply(details, 1).reply)).not.toContain('TLP:')
  })
})

test('a long digest has the whole briefings in its thread', () => {
  const sections = [
    { name: 'Reported' as const, blocks: [{ kind: 'paragraph' as const, text: ['All of it.'] }] },
  ]
  const items = [itemOf('one', { title: 'One', sections })]
  const long = composed({ items, digest: { form: 'long' } })
  expect(textOf(detailReply(long.details, 1).reply)).toContain('Reported\nAll of it.')
  expect(textOf(detailReply(composed({ items }).details, 1).reply)).not.toContain('All of it.')
})

test('several sources are numbered, each with its own date and grade', () => {
  const [source] = bergen.briefing.sources
  const sources = [source!, { ...source!, publisher: 'Other Gazette', date: 'unknown' as const }]
  const { details } = composed({ items: [itemOf('one', { sources })] })
  expect(textOf(detailReply(details, 1).reply)).toContain(
    '[2] Other Gazette, undated: A made-up report · read 12 Feb 2026 · reliability cannot be judged, possibly true (F3)',
  )
})

test('every button runs a command that lacks nothing', () => {
  const { main: first, details } = composed(monday)
  const replies = [
    first.reply,
    detailReply(details, 1).reply,
    detailReply(details.slice(1), 2).reply,
  ]
  const buttons = replies
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
  expect(buttons.map(({ label }) => label)).toEqual([
    'Latest',
    'All topics',
    ...['Read 1', 'Read 2', 'Read 3'],
    ...['Read 2', 'Read 3'],
  ])
  for (const { command, options, opens } of buttons) {
    const known = commands.find(({ name }) => name === command)
    const required = Object.entries(known?.options ?? {}).filter(([, option]) => option.required)
    expect(known, command).toBeDefined()
    expect(Object.keys(options)).toEqual(expect.arrayContaining(required.map(([name]) => name)))
    expect(opens).toBe('new')
  }
})
