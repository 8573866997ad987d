import { describe, expect, it } from 'vitest'
import {
  frontMatter,
  headlineOf,
  leadSource,
  newestChange,
  revisionOf,
  type Source,
  sayDateOfSource,
} from '#core/briefing'
import { sayDate } from '#core/dates'
import { change, type Made, publication } from '../support/briefings.ts'

const content = (fields: Made = {}) => publication({ slug: 'one', ...fields }).content
const withdrawn = { date: '2026-01-20', reason: 'Made up.' }

describe('the revision and what readers are told of it', () => {
  const correction = change(2, 'correction', '2026-01-16')
  const editorial = change(3, 'editorial', '2026-01-17')
  it.each<[string, Made, number, string, string]>([
    ['as it was first', {}, 1, 'new', '2026-01-15'],
    ['corrected', { changes: [correction] }, 2, 'correction', '2026-01-16'],
    ['updated', { changes: [change(2, 'update', '2026-01-16')] }, 2, 'update', '2026-01-16'],
    [
      'corrected, then spelt better',
      { changes: [correction, editorial] },
      3,
      'correction',
      '2026-01-16',
    ],
    [
      'only spelt better',
      { changes: [change(2, 'editorial', '2026-01-16')] },
      2,
      'new',
      '2026-01-15',
    ],
    ['withdrawn', { withdrawn }, 2, 'withdrawn', '2026-01-20'],
    [
      'corrected, then withdrawn',
      { changes: [correction], withdrawn },
      3,
      'withdrawn',
      '2026-01-20',
    ],
  ])('%s', (_, fields, revision, kind, changed) => {
    expect(revisionOf(content(fields))).toBe(revision)
    expect(newestChange(content(fields))).toEqual({ kind, changed })
  })
})

const source = (fields: Partial<Source>): Source => ({
  publisher: 'Example Gazette',
  title: 'x',
  url: 'https://example.org',
  date: 'unknown',
  accessed: '2026-01-12',
  reliability: 'F',
  credibility: 3,
  ...fields,
})

describe('the source that speaks for a briefing', () => {
  const lead = (...grades: [Source['reliability'], Source['credibility']][]) => {
    const best = leadSource(
      grades.map(([reliability, credibility]) => source({ reliability, credibility })),
    )
    return best && `${best.reliability}${best.credibility}`
  }
  it('is the one of the best grade', () => {
    expect(lead(['F', 1], ['B', 6], ['B', 2], ['C', 1])).toBe('B2')
    expect(lead(['F', 6])).toBe('F6')
    expect(lead()).toBeUndefined()
  })

  it('is the first of equals, and the list stays as it is', () => {
    const sources = [
      source({ title: 'first' }),
      source({ title: 'second' }),
      source({ reliability: 'A' }),
    ]
    expect(leadSource(sources.slice(0, 2))?.title).toBe('first')
    leadSource(sources)
    expect(sources.map(({ reliability }) => reliability)).toEqual(['F', 'F', 'A'])
  })

  it.each([
    [source({ date: '2026-01-10' }), '10 January 2026'],
    [source({ date: '2026-02' }), 'February 2026'],
    [source({ after: '2026-02' }), 'undated, after February 2026'],
    [source({}), 'undated'],
  ])('says its date', (one, said) => expect(sayDateOfSource(one, sayDate)).toBe(said))
})

it('has a line in a list', () => {
  const ref = { workspace: '', briefing: 'one', revision: 2 }
  const fields = { changes: [change(2, 'correction', '2026-01-16')], tlp: 'TLP:GREEN' }
  expect(headlineOf({ ...content(fields), ref, passages: [] })).toEqual({
    ref,
    slug: 'one',
    title: 'The Gazette reports on one',
    bluf: 'Example Gazette reports something about one.',
    tlp: 'GREEN',
    topics: ['defence-core'],
    published: '2026-01-15',
    changed: '2026-01-16',
    kind: 'correction',
    grade: 'F3',
  })
})

it('takes no front matter but whole front matter', () => {
  for (const nothing of [undefined, null, {}, [], 'x'])
    expect(frontMatter.safeParse(nothing).success).toBe(false)
})
