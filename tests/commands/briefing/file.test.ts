import { expect, it } from 'vitest'
import { fileOf, filled, idIn, labelsIn, said, writing } from './writing.ts'

const slug = 'northport-harbour'

/** Revision 2 of a file: the same with one more entry, and its words put right. */
const changedFile = (kind: string, from = 'December', to = 'January') =>
  fileOf(slug, {
    more: `changes:
  - revision: 2
    date: 2026-11-24
    kind: ${kind}
    was: in ${from}
    is: in ${to}
    why: The Gazette names another month.
`,
  }).replace('close in December', `close in ${to}`)

const desk = async () => {
  const at = await writing()
  const send = (markdown: string) => at.fill('briefing file', { markdown })
  return { ...at, send }
}

/** With one published. */
const published = async () => {
  const at = await desk()
  await at.press(await at.send(fileOf(slug)), 'Publish')
  return at
}

it('makes a draft of a file and shows it as any draft is shown', async () => {
  const { send, fill, press, say } = await desk()
  const shown = await send(fileOf(slug))
  expect(shown.tlp).toBe('CLEAR')
  expect(said(shown)).toContain('is expected to close in December 2026')
  expect(await fill('briefing show', { draft: idIn(shown) })).toEqual(shown)
  expect(labelsIn(shown)).toContain('Publish')
  await press(shown, 'Publish')
  expect(said(await say(`/brief ${slug}`))).toContain('Northport harbour')
})

it('makes one draft of a file that is sent twice, until that is dropped', async () => {
  const { send, fill, say } = await desk()
  const shown = await send(fileOf(slug))
  expect(await send(fileOf(slug))).toEqual(shown)
  expect((await say('/drafts')).headline).toEqual(['1 draft'])
  const other = await send(fileOf(slug).replace('December', 'May'))
  expect(idIn(other)).not.toBe(idIn(shown))
  await fill('briefing drop', { draft: idIn(shown), sure: 'yes' })
  expect(idIn(await send(fileOf(slug)))).not.toBe(idIn(shown))
})

it('asks for a file to be pasted where there is none', async () => {
  const { form } = await desk()
  const asked = await form({ command: 'briefing file', options: {} })
  expect(asked.fields).toMatchObject([{ name: 'markdown', lines: 'many' }])
})

it.each([
  ['a source without a url', fileOf(slug).replace(/ {4}url: .*\n/, ''), /line 11: sources 1 url/],
  ['a link by another way', fileOf(slug, { url: 'ftp://example.org/x' }), /line 13: sources 1 url/],
  [
    'a scheme in the text',
    `${fileOf(slug)}\nSee [it](javascript:alert).\n`,
    /line 24: a link must begin/,
  ],
  ['no fence', 'Northport', /line 1: no front matter/],
  ['a label that is none', fileOf(slug).replace('TLP:CLEAR', 'TLP:BLUE'), /line 8: tlp must be/],
  ['a topic that is none', fileOf(slug).replace('[nato]', '[walrus]'), /line 5: .*walrus/],
])('names the line of %s, and keeps nothing', async (_, markdown, fault) => {
  const { send, say } = await desk()
  const reply = await send(markdown)
  expect(said(reply)).toMatch(fault)
  expect(labelsIn(reply)).toEqual([])
  expect(said(await say('/drafts'))).toContain('There are no drafts')
})

it.each([
  ['correction', 'a correction by Ada'],
  ['update', 'an update by Ada'],
  ['editorial', 'an update by Ada'],
])('takes a file with an entry of a further %s for that', async (kind, words) => {
  const { send, press, say } = await published()
  const shown = await send(changedFile(kind))
  expect(said(shown)).toContain(words)
  expect(said(await press(shown, 'Publish'))).toContain('Published')
  expect(said(await say(`/brief ${slug}`))).toContain('close in January 2026')
})

it('takes a file that withdraws for a retraction', async () => {
  const { send } = await published()
  const more = 'withdrawn:\n  date: 2026-11-24\n  reason: The Gazette took its report back.\n'
  const shown = await send(fileOf(slug, { more }))
  expect(said(shown)).toContain('a retraction by Ada')
  expect(said(shown)).toContain('approves it first')
})

it('says in one sentence what to add to a file whose briefing is there already', async () => {
  const { send, press } = await published()
  const silent = await send(fileOf(slug).replace('close in December', 'close in January'))
  expect(said(silent)).toContain(
    `${slug} is published already: say what changed: the text differs from published revision 1; add an entry with \\"revision: 2\\" under changes. Then send it again.`,
  )
  expect(labelsIn(silent)).toEqual([])
  expect(said(await send(fileOf(slug)))).toContain('just as it stands in this file')
  await press(await send(changedFile('correction')), 'Publish')
  const old = said(await send(changedFile('correction', 'December', 'March')))
  expect(old).toContain('entries under changes that are already published differ')
})

it('leaves what all share as it is', async () => {
  const { send } = await desk()
  expect(said(await send(fileOf('nato-exercise-bergen')))).toContain('is shared by everybody')
})

it('keeps a file above the label limit unseen, with the ways to mend it', async () => {
  const { send } = await desk()
  const shown = await send(fileOf(slug).replace('TLP:CLEAR', 'TLP:AMBER'))
  expect(shown.tlp).toBeUndefined()
  expect(said(shown)).toContain('no more than TLP:CLEAR may be shown')
  expect(said(shown)).not.toContain('Northport')
  expect(labelsIn(shown)).toEqual(['Edit', 'Drop'])
})

it('is for editors', async () => {
  const { fill } = await writing({ editors: [] })
  const reply = await fill('briefing file', { markdown: fileOf(slug) })
  expect(said(reply)).toContain('is for editors')
  expect(said(reply)).not.toContain(filled.title)
})
