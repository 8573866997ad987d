import { OperatorError } from '#core/errors'
import { parseQuery } from '#core/query'
import { tlpLabel } from '#core/tlp'
import type { Viewer } from '#core/viewer'
import { search as searchCommand } from '../../commands/search.ts'
import type { App } from '../app.ts'
import type { Operation } from './operation.ts'
import { operatorWithin } from './operator.ts'
import { printReply } from './print-reply.ts'
import { loadIfEmpty, withApp } from './with-app.ts'

const hitsPrinted = 10

export const operation: Operation = {
  name: 'search',
  usage: 'search [--json] [--clearance LABEL] <query>',
  summary: 'Finds briefings by words',
  help: 'Words, "phrases", -without, begin*. Best match first. Reads up to TLP:CLEAR unless a label is given.',
  flags: { json: { type: 'boolean' }, clearance: { type: 'string' } },
  async run(given) {
    const viewer = operatorWithin(given)
    const query = given.words.join(' ').trim()
    if (query === '') throw new OperatorError(`What to look for? Usage: sitrep ${operation.usage}`)
    await withApp(given, async (app) => {
      await loadIfEmpty(app)
      if (given.flags.json) given.print(await asJson(app, viewer, query))
      else await printReply(given, app, viewer, searchCommand.name, { words: query })
    })
    return 0
  },
}

const asJson = async (app: App, viewer: Viewer, query: string): Promise<string> => {
  const began = performance.now()
  const found = await app
    .readAs(viewer)
    .search({ query: parseQuery(query), offset: 0, limit: hitsPrinted })
  return JSON.stringify({
    query,
    hits: found.items.map(({ slug, title, published, tlp, snippet, score }) => ({
      briefing: slug,
      title,
      published,
      tlp: tlpLabel(tlp),
      snippet,
      score,
    })),
    total: found.total,
    ms: Math.round((performance.now() - began) * 100) / 100,
  })
}
