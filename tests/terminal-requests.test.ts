import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openSqlite } from '#stores/sqlite'
import { installation } from './support/program.ts'
import { keptQuestion, newRequest } from './support/questions.ts'

const zone = 'Europe/Brussels'

/** A store that holds a question and a request from long ago, and one of each from now. */
const holding = async () => {
  const on = installation()
  const now = () => Temporal.Now.instant()
  const open = () => openSqlite({ file: join(on.folder, 'sitrep.db'), now, zone })
  const store = await open()
  const person = 'terminal'
  const asker = { platform: 'terminal', channel: '', person }
  for (const [id, at] of [
    ['olds', '2020-01-01T08:00:00Z'],
    ['news', now().toString()],
  ] as const) {
    const where = { workspace: '', text: `Walrus ${id}?`, at }
    await store.questions.keep(keptQuestion({ id, ...where, person }))
    await store.requests.add(newRequest({ id, ...where, asker }))
  }
  await store.close()
  return { ...on, open }
}

it('has an editor at the terminal, who answers what was asked there', async () => {
  const { terminal, open } = await holding()
  const lines = [
    '/requests send Who counts the seals? name:without',
    '/requests open',
    '/requests answer news nato-exercise-bergen',
    '/requests close news',
  ]
  const { out, code } = await terminal(lines.map((line) => `${line}\n`).join(''))
  expect(code).toBe(0)
  const said = out.replace(/\s+/g, ' ')
  expect(said).toContain('Sent to the editors, without your name.')
  expect(said).toContain('At a terminal you cannot be told when it is answered.')
  expect(said).toContain('2 open questions')
  expect(said).toContain('news is answered.')
  expect(said).toContain('It was asked at a terminal, where nobody can be told.')
  expect(said).toContain('That request is settled already')
  const store = await open()
  const { answer } = (await store.requests.find('news')) ?? {}
  const { total } = await store.outbox.list({}, { offset: 0, limit: 1 })
  await store.close()
  expect(answer).toMatchObject({ briefing: 'nato-exercise-bergen' })
  expect(total).toBe(0)
})

it('keeps no words beyond RETAIN_QUESTIONS, at a terminal either', async () => {
  const { terminal, open } = await holding()
  await terminal('/help\n')
  const store = await open()
  const found = [await store.questions.find('olds'), (await store.requests.find('olds'))?.text]
  const kept = [await store.questions.find('news'), (await store.requests.find('news'))?.text]
  await store.close()
  expect(found).toEqual([undefined, ''])
  expect(kept).toEqual([expect.objectContaining({ id: 'news' }), 'Walrus news?'])
})
