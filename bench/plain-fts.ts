import { DatabaseSync } from 'node:sqlite'

/** The same texts in an ordinary FTS5 table of a database of its own, as one would write it in an hour. */
export type PlainFts = {
  /** Title and body of the best ten; returns how many there were of them. */
  search(expression: string): number
  close(): void
}

/** Copies the texts of a built store into a plain FTS5 database; returns its milliseconds. */
export const buildPlainFts = (storeFile: string, file: string): number => {
  const store = new DatabaseSync(storeFile, { readOnly: true })
  const plain = new DatabaseSync(file)
  plain.exec(`pragma journal_mode = wal;
    create table text (id integer primary key, slug text, title text, body text);
    create virtual table found using fts5(title, body, tokenize = 'porter unicode61');
    begin`)
  const intoText = plain.prepare('insert into text (id, slug, title, body) values (?, ?, ?, ?)')
  const intoFound = plain.prepare('insert into found (rowid, title, body) values (?, ?, ?)')
  const rows = store
    .prepare(`select briefing.seq, briefing.slug, revision.markdown,
      json_extract(revision.document, '$.title') as title, json_extract(revision.document, '$.bluf') as bluf
      from briefing join revision on revision.workspace = briefing.workspace
        and revision.briefing = briefing.id and revision.revision = briefing.revision
      order by briefing.seq`)
    .iterate()
  const began = performance.now()
  for (const row of rows) {
    const { seq, slug, title, bluf, markdown } = row as Row
    const body = `${bluf}\n${bodyOf(markdown)}`
    intoText.run(seq, slug, title, body)
    intoFound.run(seq, title, body)
  }
  plain.exec("commit; insert into found (found) values ('optimize')")
  const ms = performance.now() - began
  plain.close()
  store.close()
  return ms
}

type Row = { seq: number; slug: string; title: string; bluf: string; markdown: string }

const bodyOf = (markdown: string): string =>
  markdown.slice(markdown.indexOf('\n---\n') + 5).replace(/^## .*$/gm, '')

export const openPlainFts = (file: string): PlainFts => {
  const database = new DatabaseSync(file, { readOnly: true })
  // As much as the store's own reader has.
  database.exec('pragma cache_size = -16000')
  const statement = database.prepare(`select text.title, text.body from found
    join text on text.id = found.rowid where found match ? order by rank limit 10`)
  return {
    search: (expression) => statement.all(expression).length,
    close: () => database.close(),
  }
}
