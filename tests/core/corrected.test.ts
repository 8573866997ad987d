import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Briefing } from '#core/briefing'
import { headlineOf } from '#core/briefing'
import { corrected, noLongerShown } from '#core/corrected'
import { align } from '#core/corrected/align'
import { button, buttons, heading, list, paragraph, type Reply, strong } from '#core/reply'
import { headlineItem, showing } from '#core/show'
import { briefingOf, changes, linesOf, shiftOf, wholeOf } from '../support/corrected.ts'

const zone = 'Europe/Brussels'
const wish = { zone }

const five = 'The analysis expects five countries to take the lead.'
const four = 'The analysis expects four countries to take the lead.'
const bergen = 'A NATO exercise took place at Bergen in February.'
const named = 'It names none of these countries.'

const first = briefingOf('core', [five, bergen])
const second = briefingOf('core', [four, bergen], { changes: changes('correction') })

/** An answer that quotes sentences, with the telling words in strong. */
const quoting = (briefing: Briefing, ...text: Parameters<typeof paragraph>): Reply =>
  showing([briefing], {
    blocks: [paragraph('“', ...text, '” [1]'), ...buttons(button('Read it', 'brief', {}))],
  })

describe('alignment', () => {
  it.each([
    [
      ['a', 'b'],
      ['a', 'b'],
      ['a>a', 'b>b'],
    ],
    [
      ['a', 'b'],
      ['a', 'x'],
      ['a>a', 'b>x'],
    ],
    [
      ['a', 'b', 'c'],
      ['a', 'c'],
      ['a>a', 'b>', 'c>c'],
    ],
    [
      ['a', 'c'],
      ['a', 'b', 'c'],
      ['a>a', 'c>c'],
    ],
    [
      ['a', 'b', 'c'],
      ['x', 'c'],
      ['a>x', 'b>', 'c>c'],
    ],
    [[], ['a'], []],
    [['a'], [], ['a>']],
  ])('of %j with %j is %j', (was, now, pairs) =>
    expect(align(was, now).map(({ from, to = '' }) => `${from}>${to}`)).toEqual(pairs),
  )
})

describe('a correction', () => {
  it('changes the sentence, and says on top what was and what is', () => {
    const lines = linesOf(corrected(wholeOf(first), [shiftOf(first, second)], wish))
    expect(lines).toContain('Corrected 16 Feb 2026 09:12 (Brussels): was "was 2", is "is 2"')
    expect(lines[0]).toBe(first.title)
    expect(lines[1]).toMatch(/^Corrected/)
    expect(lines).toContain(`${four} ${bergen}`)
    expect(lines.join()).not.toContain('five')
  })

  it('keeps strong what was asked for, though it splits the sentence', () => {
    const shown = quoting(
      first,
      'The analysis expects five ',
      strong('countries'),
      ' to take the lead.',
    )
    expect(corrected(shown, [shiftOf(first, second)], wish).blocks[1]).toEqual(
      paragraph(
        '“',
        'The analysis expects four ',
        strong('countries'),
        ' to take the lead.',
        '” [1]',
      ),
    )
  })

  it('strikes out what was taken out, and adds nothing', () => {
    const now = briefingOf('core', [five, named], { changes: changes('update', 'correction') })
    const without = { ...now, passages: now.passages.slice(0, 1) }
    const [, , shown] = corrected(quoting(first, bergen), [shiftOf(first, without)], wish).blocks
    expect(shown).toEqual(paragraph('“', { kind: 'strike', text: bergen }, ' (taken out)', '” [1]'))
  })

  it('keeps the newest two lines, and none of what readers are not told of', () => {
    const now = briefingOf('core', [four], {
      changes: changes('correction', 'editorial', 'update', 'correction'),
    })
    const lines = linesOf(corrected(wholeOf(first), [shiftOf(first, now)], wish))
    expect(lines.slice(1, 3).map((line) => line.match(/was "(.*)", is/)?.[1])).toEqual([
      'was 4',
      'was 5',
    ])
    expect(lines.join()).not.toContain('was 2')
  })

  it('carries a grade, a label and an address along', () => {
    const [source] = first.sources
    const now = briefingOf('core', [five, bergen], {
      tlp: 'TLP:GREEN',
      changes: changes('update'),
      sources: [{ ...source!, url: 'https://example.org/other', reliability: 'B', credibility: 2 }],
    })
    const shown = corrected(wholeOf(first), [shiftOf(first, now)], wish)
    expect(shown.tlp).toBe('GREEN')
    expect(JSON.stringify(shown)).toContain('usually reliable, probably true (B2)')
    expect(JSON.stringify(shown)).toContain('https://example.org/other')
    expect(JSON.stringify(shown)).not.toMatch(/cannot be judged|org\/report/)
  })

  it('carries a date to come along, as a digest says it', () => {
    const [was, now] = ['2026-03-01', '2026-03-08'].map((date, at) =>
      briefingOf('core', [five], {
        events: [{ date, title: 'Summit' }],
        changes: at === 0 ? [] : changes('correction'),
      }),
    )
    const ahead = (said: string) => ({ name: 'AHEAD', value: [said] })
    const shown = showing([was!], {
      blocks: [{ kind: 'facts', facts: [ahead('1 Mar  Summit · 2 Mar  Another')] }],
    })
    const left = corrected(shown, [shiftOf(was!, now!)], wish)
    expect(linesOf(left).at(-1)).toBe('8 Mar  Summit · 2 Mar  Another')
  })

  it('leaves a table in its columns', () => {
    const table = (count: string) =>
      `| Country | Ships |\n| --- | --- |\n| Norway in full | ${count} |`
    const [was, now] = ['five of them', 'four of them'].map((count, at) =>
      briefingOf(
        'core',
        [`${five}\n\n${table(count)}`],
        at === 0 ? {} : { changes: changes('correction') },
      ),
    )
    const shown = corrected(wholeOf(was!), [shiftOf(was!, now!)], wish)
    const found = shown.blocks.find(({ kind }) => kind === 'table')
    expect(found?.kind === 'table' && found.rows).toEqual([[['Norway in full'], ['four of them']]])
  })
})

const other = briefingOf('ships', ['Ships were seen near the coast of Norway.'])
const both = (one: Briefing, two: Briefing): Reply =>
  showing([one, two], {
    headline: ['Morning briefing'],
    blocks: [
      {
        kind: 'facts',
        facts: [{ name: 'CORE', value: [`${one.title} (F3) · ${two.title} (F3)`] }],
      },
      list([one, two].map((briefing) => headlineItem(headlineOf(briefing)))),
      heading('Details'),
      paragraph('1. ', strong(one.title)),
      paragraph(one.bluf),
      paragraph('2. ', strong(two.title)),
      paragraph(two.bluf),
    ],
  })

describe('a message that shows several briefings', () => {
  const graded = briefingOf('core', [four, bergen], {
    title: 'The Gazette reports on core and four countries',
    changes: changes('correction'),
    sources: [{ ...first.sources[0]!, reliability: 'B', credibility: 2 }],
  })
  const shown = corrected(both(first, other), [shiftOf(first, graded), shiftOf(other, other)], wish)

  it('changes what belongs to the one', () => {
    const lines = linesOf(shown)
    expect(lines[1]).toMatch(/^Corrected .*: "The Gazette reports on core and four countries", was/)
    expect(lines[2]).toBe(`${graded.title} (B2) · ${other.title} (F3)`)
    expect(lines[3]).toContain('corrected 16 Feb 2026 (B2)')
    expect(lines[4]).toContain('(F3)')
  })

  it('puts a tombstone in place of what was withdrawn', () => {
    const gone = briefingOf('core', [five], {
      withdrawn: { date: '2026-02-16', reason: 'It is wrong.' },
    })
    const left = corrected(both(first, other), [shiftOf(first, gone), shiftOf(other, other)], wish)
    const lines = linesOf(left)
    expect(lines).toContain('1. Withdrawn 16 Feb 2026: It is wrong.')
    expect(lines).toContain(`Withdrawn 16 Feb 2026: It is wrong. · ${other.title} (F3)`)
    expect(lines).toContain(other.bluf)
    expect(lines).not.toContain(first.bluf)
  })

  it('takes out what may no longer be seen, with its name', () => {
    const left = corrected(both(first, other), [shiftOf(first), shiftOf(other, other)], wish)
    expect(linesOf(left).join('\n')).toContain(noLongerShown)
    expect(linesOf(left).join('\n')).not.toContain(first.title)
    expect(linesOf(left)).toContain(other.bluf)
    expect(left.shows).toEqual([other.ref])
  })

  it('takes out all of it where what must go cannot be found', () => {
    const cut = showing([first, other], { blocks: [paragraph('In other words.')] })
    const left = corrected(cut, [shiftOf(first), shiftOf(other, other)], wish)
    expect(linesOf(left)).toEqual([noLongerShown])
    expect(left.tlp).toBeUndefined()
  })
})

describe('what is withdrawn, alone in its message', () => {
  it('leaves its reason and the buttons', () => {
    const gone = briefingOf('core', [five], {
      withdrawn: { date: '2026-02-16', reason: 'It is wrong.' },
    })
    const left = corrected(quoting(first, five), [shiftOf(first, gone)], wish)
    expect(linesOf(left)).toEqual(['Withdrawn 16 Feb 2026: It is wrong.'])
    expect(left.blocks.at(-1)?.kind).toBe('buttons')
  })
})

describe('whatever was written', () => {
  const anySentence = fc.nat(40).map((at) => `Sentence ${at} says word${at} of things.`)
  const anySentences = fc.uniqueArray(anySentence, { minLength: 1, maxLength: 12 })
  const anyStages = fc.tuple(anySentences, anySentences, anySentences)

  const stagesOf = (all: readonly string[][]): Briefing[] =>
    all.map((sentences, at) =>
      briefingOf('core', sentences, {
        bluf: `The point in stage ${at} is made.`,
        changes: changes(...Array.from({ length: at }, () => 'correction' as const)),
      }),
    )

  it('shows old sentences only where they still stand, or struck out', () => {
    fc.assert(
      fc.property(anyStages, (all) => {
        const [was, , now] = stagesOf(all) as [Briefing, Briefing, Briefing]
        const shown = corrected(wholeOf(was), [shiftOf(was, now)], wish)
        const text = linesOf(shown).join('\n')
        const kept = new Set(now.passages.map((passage) => passage.text))
        for (const { text: sentence } of was.passages)
          if (!kept.has(sentence))
            expect(text.replaceAll(`${sentence} (taken out)`, '')).not.toContain(sentence)
        expect(text).toContain(now.bluf)
        expect(text).not.toContain(was.bluf)
      }),
    )
  })

  it('changes nothing of what stays, and nothing at all where nothing changed', () => {
    fc.assert(
      fc.property(anySentences, (sentences) => {
        const [was] = stagesOf([sentences]) as [Briefing]
        expect(corrected(wholeOf(was), [shiftOf(was, was)], wish)).toEqual(wholeOf(was))
      }),
    )
  })

  it('leaves every word of another briefing as it was', () => {
    fc.assert(
      fc.property(anyStages, ([before, after, others]) => {
        const theirs = others.filter((one) => ![...before, ...after].includes(one))
        const beside = briefingOf('beside', theirs, { bluf: 'Another point altogether.' })
        const [was, now] = stagesOf([before, after]) as [Briefing, Briefing]
        const shown: Reply = {
          ...wholeOf(was),
          blocks: [...wholeOf(was).blocks, ...wholeOf(beside).blocks],
        }
        const left = linesOf(corrected(shown, [shiftOf(was, now), shiftOf(beside, beside)], wish))
        expect(left.slice(-linesOf(wholeOf(beside)).length + 1)).toEqual(
          linesOf(wholeOf(beside)).slice(1),
        )
      }),
    )
  })

  it('adds no more on top than every message has room for', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 500 }), fc.nat(3), (quote, more) => {
        const made = changes(...Array.from({ length: more + 1 }, () => 'correction' as const))
        const now = { ...second, changes: made.map((one) => ({ ...one, was: quote, is: quote })) }
        const shown = corrected(wholeOf(first), [shiftOf(first, now)], wish)
        const top = shown.blocks.slice(0, shown.blocks.length - wholeOf(first).blocks.length)
        expect(linesOf({ ...shown, headline: [], blocks: top }).join('\n').length).toBeLessThan(500)
      }),
    )
  })
})
