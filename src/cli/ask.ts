import { createInterface } from 'node:readline'
import { answer } from '#answers/answer'
import { OperatorError } from '#core/errors'
import { tlpLabel } from '#core/tlp'
import type { Viewer } from '#core/viewer'
import { ask as askCommand } from '../../commands/ask.ts'
import type { App } from '../app.ts'
import type { Given, Operation } from './operation.ts'
import { operatorWithin } from './operator.ts'
import { printReply } from './print-reply.ts'
import { loadIfEmpty, withApp } from './with-app.ts'

export const operation: Operation = {
  name: 'ask',
  usage: 'ask [--json] [--clearance LABEL] <question>',
  summary: 'Answers one question',
  help: 'With - instead of a question: one question a line from standard input, one JSON object a line out. Reads up to TLP:CLEAR unless a label is given.',
  flags: { json: { type: 'boolean' }, clearance: { type: 'string' } },
  async run(given) {
    const viewer = operatorWithin(given)
    const question = given.words.join(' ').trim()
    if (question === '')
      throw new OperatorError(`What is the question? Usage: sitrep ${operation.usage}`)
    await withApp(given, async (app) => {
      await loadIfEmpty(app)
      if (question === '-') await answerLines(app, viewer, given.print)
      else if (given.flags.json) given.print(await asJson(app, viewer, question))
      else await printReply(given, app, viewer, askCommand.name, { question })
    })
    return 0
  },
}

const answerLines = async (app: App, viewer: Viewer, print: Given['print']): Promise<void> => {
  for await (const line of createInterface({
    input: process.stdin,
    crlfDelay: Number.POSITIVE_INFINITY,
  }))
    if (line.trim() !== '') print(await asJson(app, viewer, line.trim()))
}

const asJson = async ({ store }: App, viewer: Viewer, question: string): Promise<string> => {
  const began = performance.now()
  const { score, sentences, nearest } = await answer(store, viewer, question)
  return JSON.stringify({
    question,
    answered: sentences.length > 0,
    score,
    sentences: sentences.map(({ text, confidence, of: { slug, title, published, tlp } }) => ({
      text,
      ...(confidence && { confidence }),
      briefing: slug,
      title,
      published,
      tlp: tlpLabel(tlp),
    })),
    nearest: nearest.map(({ slug, title }) => ({ briefing: slug, title })),
    ms: Math.round((performance.now() - began) * 100) / 100,
  })
}
