import { join } from 'node:path'
import { expect, it } from 'vitest'
import { exportFolder } from '#intake/export'
import { restore } from '#intake/restore'
import { running } from '../../support/engine.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { ada, ben, filled, idIn, labelsIn, onDuty, said, type Writing, writing } from './writing.ts'

const operator = { kind: 'operator', clearance: 'RED' } as const

/** A briefing of the workspace; its slug. */
const published = async ({ begin, say, store }: Writing, fields = {}): Promise<string> => {
  const id = await begin(fields)
  await say(`/briefing publish ${id}`)
  const slug = (await store.drafts.find(id))?.published?.briefing
  if (slug === undefined) throw new Error('it was not published')
  return slug
}
const correction = {
  was: 'in December 2026',
  is: 'in January 2027',
  why: 'The newspaper corrected its date.',
}

it('corrects the words wherever they stand, and says what was, what is and why', async () => {
  const on = await writing()
  const slug = await published(on)
  const form = await on.form({ command: 'briefing correct', options: { briefing: slug } })
  expect(form.fields.map(({ name }) => name)).toEqual(['was', 'is', 'why', 'text'])
  expect(form.values.text).toContain('December 2026')
  const { text = '' } = form.values
  const shown = await on.fill('briefing correct', { briefing: slug, text, ...correction })
  expect(said(shown)).toContain('in January 2027.')
  expect(said(shown)).toContain('has not been shown to anyone yet')
  expect(said(await on.press(shown, 'Publish'))).toContain('revision 2')
  const history = said(await on.say(`/briefing history ${slug}`))
  expect(history).toContain('correction: was \\"in December 2026\\", is \\"in January 2027\\"')
  expect(history).toContain('by Ada')
})

it('counts where a change will go', async () => {
  const on = await writing()
  const slug = await published(on)
  await on.say(`/brief ${slug}`)
  const shown = await on.fill('briefing correct', { briefing: slug, ...correction })
  expect(said(shown)).toContain('to 1 person alone')
})

it('publishes no correction that corrects nothing, and keeps it to be mended', async () => {
  const on = await writing()
  const slug = await published(on)
  const shown = await on.fill('briefing correct', {
    briefing: slug,
    ...correction,
    was: 'in March',
  })
  expect(said(shown)).toContain('stand nowhere in the briefing')
  expect(labelsIn(shown)).toEqual(['Edit', 'Edit what was wrong', 'Drop'])
  const id = idIn(shown)
  expect(said(await on.say(`/briefing publish ${id}`))).toContain(
    'Nothing in its words has changed',
  )
  const again = await on.form({
    command: 'briefing correct',
    options: { briefing: slug, draft: id },
  })
  expect(again.values).toMatchObject({ was: 'in March', is: correction.is })
  const mended = await on.fill('briefing correct', {
    briefing: slug,
    draft: `${id}.1`,
    was: correction.was,
  })
  expect(said(await on.press(mended, 'Publish'))).toContain('Published')
})

it('says what a change lacks, and keeps the draft', async () => {
  const on = await writing()
  const slug = await published(on)
  const shown = await on.fill('briefing correct', { briefing: slug, was: correction.was })
  expect(said(shown)).toMatch(/changes 1 is must not be empty/)
  expect(said(shown)).toMatch(/changes 1 why must not be empty/)
  const long = await on.fill('briefing correct', {
    briefing: slug,
    ...correction,
    why: 'x'.repeat(600),
  })
  expect(said(long)).toContain('must be at most 500 characters')
})

it('brings a briefing up to date', async () => {
  const on = await writing()
  const slug = await published(on)
  const form = await on.form({ command: 'briefing update', options: { briefing: slug } })
  const text = `${form.values.text} Example Gazette adds that the harbour is expected to reopen.`
  const shown = await on.fill('briefing update', {
    ...form.values,
    ...{ text, is: 'it is expected to reopen', why: 'Reported today.' },
  })
  await on.press(shown, 'Publish')
  expect(said(await on.say(`/brief ${slug}`))).toContain('expected to reopen')
  expect(said(await on.say(`/briefing history ${slug}`))).toContain('update: was')
})

it('lets only one of two changes to the same revision through', async () => {
  const on = await writing()
  const slug = await published(on)
  const [one, other] = [
    await on.fill('briefing correct', { briefing: slug, ...correction }),
    await on.fill('briefing correct', { briefing: slug, ...correction, is: 'in May 2027' }),
  ]
  expect(said(await on.press(one, 'Publish'))).toContain('Published')
  expect(said(await on.press(other, 'Publish'))).toContain('another revision of that briefing')
  expect(said(await on.say(`/briefing show ${idIn(other)}`))).toContain('in May 2027')
})

it('lowers a label only with permission written down and another’s approval', async () => {
  const on = await writing()
  const limit = { workspace: 'team', channel: 'policy', setBy: 'x', setAt: '2026-11-24T08:00:00Z' }
  await on.store.rooms.setLimit({ ...limit, tlp: 'AMBER' })
  const slug = await published(on, { about: 'nato | TLP:AMBER | ROUTINE' })
  const shown = await on.fill('briefing correct', { briefing: slug, ...correction })
  const id = idIn(shown)
  const lowered = await on.fill('briefing edit', { draft: id, about: 'nato | TLP:CLEAR | ROUTINE' })
  expect(labelsIn(lowered)).toContain('Write down the permission')
  expect(said(await on.say(`/briefing publish ${id} alone:yes`))).toContain('/briefing permit')
  await on.say(`/briefing permit ${id} The originator, by telephone`)
  await on.say(`/briefing review ${id}`)
  Object.assign(on.world, ben)
  const seen = await on.say(`/briefing show ${id}`)
  expect(said(seen)).toContain('The originator, by telephone')
  expect(said(await on.press(await on.press(seen, 'Approve'), 'Publish'))).toContain('Published')
  expect(said(await on.say(`/briefing history ${slug}`))).toContain('approved by Ben')
  Object.assign(on.world, ada)
})

it('withdraws a briefing with a second pair of eyes, and leaves its tombstone', async () => {
  const on = await writing()
  const slug = await published(on)
  const form = await on.form({ command: 'briefing retract', options: { briefing: slug } })
  expect(form.fields.map(({ name }) => name)).toEqual(['reason', 'words'])
  const shown = await on.fill('briefing retract', {
    briefing: slug,
    reason: 'The newspaper took it back.',
  })
  expect(labelsIn(shown)).not.toContain('Publish')
  await on.say(`/briefing review ${idIn(shown)}`)
  Object.assign(on.world, ben)
  const approved = await on.say(`/briefing approve ${idIn(shown)}`)
  expect(said(await on.press(approved, 'Publish'))).toContain('withdrawn')
  expect(said(await on.say(`/brief ${slug}`))).toContain('The newspaper took it back.')
  expect(said(await on.say(`/briefing correct ${slug} was:x`))).toContain('was withdrawn already')
})

const everything = async ({ store }: Pick<Writing, 'store'>) =>
  Array.fromAsync(store.revisions(operator))

it('takes the words out of every revision and draft, and keeps hashes through export and import', async () => {
  const on = await onDuty()
  const slug = await published(on)
  await on.press(await on.fill('briefing correct', { briefing: slug, ...correction }), 'Publish')
  const before = (await everything(on)).filter(({ ref }) => ref.briefing === slug)
  const shown = await on.fill('briefing retract', {
    briefing: slug,
    reason: 'A court ordered it.',
    words: 'remove',
  })
  await on.say(`/briefing publish ${idIn(shown)} alone:yes`)
  const after = (await everything(on)).filter(({ ref }) => ref.briefing === slug)
  expect(after).toHaveLength(3)
  expect(after.slice(0, 2).map(({ hash }) => hash)).toEqual(before.map(({ hash }) => hash))
  expect(JSON.stringify(after)).not.toMatch(/Gazette|December|January|close/)
  const records = JSON.stringify(await Array.fromAsync(on.store.records()))
  expect(records).not.toMatch(/Gazette reports|December 2026/)
  expect(said(await on.say(`/brief ${slug}`))).toContain('A court ordered it.')
  expect(await again(on)).toEqual(await everything(on))
})

it('exports what was written in chat as the same Markdown, which imports to the same', async () => {
  const on = await writing()
  const slug = await published(on)
  await on.press(await on.fill('briefing correct', { briefing: slug, ...correction }), 'Publish')
  await on.begin({ title: 'A draft that stays' })
  expect(await again(on)).toEqual(await everything(on))
})

/** The same store, exported and brought back. */
const again = async ({ store }: Writing) => {
  const folder = join(temporaryFolder(), 'out')
  await exportFolder(store, folder, operator)
  const other = await running({ now: '2026-11-25T09:00:00Z' })
  await restore(other.store, operator, folder)
  const drafts = async (of: typeof store) =>
    (await Array.fromAsync(of.records())).filter(({ table }) => table === 'draft')
  expect(await drafts(other.store)).toEqual(await drafts(store))
  return everything(other)
}

it('changes nothing that is shared by everybody', async () => {
  const on = await writing()
  const line = '/briefing correct nato-exercise-bergen was:x is:y why:z'
  expect(said(await on.say(line))).toContain('is shared by everybody')
  expect(said(await on.say('/briefing history nato-exercise-bergen'))).toContain('Revision 1')
  expect(filled.about).toContain('CLEAR')
})
