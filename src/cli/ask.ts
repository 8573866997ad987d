import { createInterface } from 'node:readline'
import { wishesIn } from '#core/asking'
import { OperatorError } from '#core/errors'
import type { Answer } from '#core/read'
import { tlpLabel } from '#core/tlp'
import type { Viewer } from '#core/viewer'
import { foundFor } from '../../commands/ask/finding.ts'
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
      if (question === '-') await answerLines(given, app, viewer)
      else if (given.flags.json) given.print(await asJson(given, app, viewer, question))
      else await printReply(given, app, viewer, askCommand.name, { question })
    })
    return 0
  },
}

const answerLines = async (given: Given, app: App, viewer: Viewer): Promise<void> => {
  for await (const line of createInterface({
    input: process.stdin,
    crlfDelay: Number.POSITIVE_INFINITY,
  }))
    if (line.trim() !== '') given.print(await asJson(given, app, viewer, line.trim()))
}

const asJson = async (
  given: Given,
  app: App,
  viewer: Viewer,
  question: string,
): Promise<string> => {
  const began = performance.now()
  const answers = await answersTo(given, app, viewer, question)
  const sentences = answers.flatMap((one) => one.sentences)
  const nearest = sentences.length > 0 ? [] : answers.flatMap((one) => one.nearest)
  return JSON.stringify({
    question,
    answered: sentences.length > 0,
    score: Math.max(0, ...answers.map(({ score }) => score)),
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

/** One for each question that the line holds; none for a greeting. */
const answersTo = async (
  { config: { zone } }: Given,
  app: App,
  viewer: Viewer,
  line: string,
): Promise<Answer[]> => {
  const finding = { read: app.readAs(viewer), now: Temporal.Now.instant(), zone }
  const found: Answer[] = []
  for (const wish of wishesIn(line))
    if (wish.kind === 'question' || wish.kind === 'latest')
      found.push((await foundFor(wish, finding)).answer)
  return found
}
