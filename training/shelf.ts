import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Content } from '#core/briefing'
import { paragraph } from '#core/reply'
import type { Publication, Store } from '#core/store'
import { shared, type Viewer } from '#core/viewer'
import { openSqlite } from '#stores/sqlite'
import type { Article, Paragraph } from './squad.ts'

export const viewer: Viewer = {
  kind: 'person',
  workspace: '',
  person: 'terminal',
  clearance: 'CLEAR',
}

const contentOf = (title: string, { slug, sentences }: Paragraph): Content => ({
  slug,
  title,
  bluf: '',
  topics: [title],
  published: '2026-01-01',
  author: 'Wikipedia',
  tlp: 'CLEAR',
  precedence: 'ROUTINE',
  sources: [
    {
      publisher: 'Wikipedia',
      title,
      url: 'https://en.wikipedia.org/',
      date: 'unknown',
      accessed: '2026-01-01',
      reliability: 'F',
      credibility: 6,
    },
  ],
  events: [],
  recipients: [],
  previously: [],
  changes: [],
  sections: [{ name: 'Reported', blocks: sentences.map((one) => paragraph(one)) }],
})

const publicationOf = (title: string, one: Paragraph): Publication => ({
  id: one.slug,
  content: contentOf(title, one),
  revision: 1,
  markdown: '',
  hash: one.slug,
  origin: 'folder',
})

const atATime = 200

/** A store of paragraphs, each a briefing under its article's title; closing it removes it. */
export const openShelf = async (articles: readonly Article[]): Promise<Store> => {
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-shelf-'))
  const now = () => Temporal.Instant.from('2026-11-24T09:00:00Z')
  const store = await openSqlite({ file: join(folder, 'sitrep.db'), now, zone: 'Europe/Brussels' })
  const all = articles.flatMap(({ title, paragraphs }) =>
    paragraphs.map((one) => publicationOf(title, one)),
  )
  for (let at = 0; at < all.length; at += atATime)
    await store.publish(shared, all.slice(at, at + atATime))
  const close = async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  }
  // That no briefing holds a word is what is to be learnt from it.
  return { ...store, spellings: async () => new Map(), close }
}
