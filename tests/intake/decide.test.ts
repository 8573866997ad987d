import { describe, expect, it } from 'vitest'
import type { Standing } from '#core/store'
import { readBriefing } from '#intake/briefing-file'
import { decide } from '#intake/decide'
import { change, type Made, made } from '../support/briefings.ts'

const file = (fields: Made = {}) => {
  const { briefing, findings } = readBriefing(made({ slug: 'one', ...fields }))
  if (!briefing) throw new Error(JSON.stringify(findings))
  return briefing
}
/** What stands in the store after a file was published. */
const standing = (fields: Made = {}): Standing => {
  const { content, revision, hash } = file(fields)
  const { slug, title, changes, withdrawn } = content
  return {
    id: 'one',
    slug,
    title,
    revision,
    hash,
    origin: 'folder',
    changes,
    withdrawn: !!withdrawn,
  }
}
const outcome = (fields: Made, before?: Standing): string => {
  const decision = decide(file(fields), before)
  if ('publication' in decision)
    return `${decision.kind} ${decision.publication.id} ${decision.publication.revision}`
  return decision.kind === 'refused' ? decision.message : decision.kind
}

const other = { bluf: 'Example Gazette says another thing.' }
const corrected = { ...other, changes: [change(2, 'correction', '2026-01-16')] }
const twice = [change(2, 'correction', '2026-01-16'), change(3, 'update', '2026-01-17')]
const withdrawn = { withdrawn: { date: '2026-01-20', reason: 'Made up.' } }

describe('a file that nothing stands for', () => {
  it.each<[string, Made, string]>([
    ['is added', {}, 'added one 1'],
    ['is added at the revision it has', corrected, 'added one 2'],
    [
      'is added under its oldest name',
      { slug: 'two', previously: ['first', 'one'] },
      'added first 1',
    ],
    ['is added withdrawn', withdrawn, 'added one 2'],
  ])('%s', (_, fields, told) => expect(outcome(fields)).toBe(told))
})

describe('a file whose briefing stands', () => {
  it.each<[string, Made, Made, string]>([
    ['is unchanged', {}, {}, 'unchanged'],
    ['is unchanged with its corrections', corrected, corrected, 'unchanged'],
    ['is unchanged as a tombstone', withdrawn, withdrawn, 'unchanged'],
    ['is revised by a new entry', corrected, {}, 'revised one 2'],
    ['is revised by two at once', { ...other, changes: twice }, {}, 'revised one 3'],
    [
      'is revised by an entry after another',
      { ...other, changes: twice },
      corrected,
      'revised one 3',
    ],
    ['is withdrawn by its own file', withdrawn, {}, 'revised one 2'],
    ['is corrected and withdrawn at once', { ...corrected, ...withdrawn }, {}, 'revised one 3'],
    [
      'is renamed by an entry and its old name',
      { slug: 'two', previously: ['one'], changes: [change(2, 'editorial', '2026-01-16')] },
      {},
      'revised one 2',
    ],
  ])('%s', (_, fields, before, told) => expect(outcome(fields, standing(before))).toBe(told))

  const sayWhatChanged = (published: number, entry = published + 1) =>
    `say what changed: the text differs from published revision ${published}; add an entry with "revision: ${entry}" under changes`
  it.each<[string, Made, Made, string]>([
    ['with other words and no entry', other, {}, sayWhatChanged(1)],
    [
      'with other words and an old entry',
      { ...corrected, author: 'Another' },
      corrected,
      sayWhatChanged(2),
    ],
    ['with another name and no entry', { slug: 'two', previously: ['one'] }, {}, sayWhatChanged(1)],
    [
      'with other words after its withdrawal, by the number its entry needs',
      { ...withdrawn, ...other },
      withdrawn,
      sayWhatChanged(2, 2),
    ],
    [
      'that is older than what is published',
      {},
      corrected,
      'the file is at revision 1, but revision 2 is published; bring the file up to date ("sitrep export" writes it)',
    ],
    [
      'that tells its past otherwise',
      {
        changes: [
          { ...change(2, 'correction', '2026-01-16'), was: 'six' },
          change(3, 'update', '2026-01-17'),
        ],
      },
      corrected,
      'entries under changes that are already published differ; restore them and add a new one',
    ],
    [
      'that takes its withdrawal back',
      { changes: twice },
      withdrawn,
      'this briefing is withdrawn; to publish on the subject again, write a new one with a slug of its own',
    ],
  ])('%s is refused', (_, fields, before, told) =>
    expect(outcome(fields, standing(before))).toBe(told),
  )

  it.each<[string, Made]>([
    ['and is new', {}],
    ['and has as many revisions', { changes: [change(2, 'editorial', '2026-01-16')] }],
  ])('that takes an old name of another %s is refused by that name', (_, fields) => {
    const renamed = standing({
      slug: 'two',
      previously: ['one'],
      changes: [change(2, 'editorial', '2026-01-16')],
    })
    expect(outcome({ ...other, ...fields }, renamed)).toBe(
      'slug one is an earlier name of two; choose another',
    )
  })
})

it('keeps where a briefing came from, and its id', () => {
  const decision = decide(file(corrected), { ...standing(), id: 'first', origin: 'chat' })
  expect(decision).toMatchObject({ publication: { id: 'first', origin: 'chat' } })
})
