import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { commands } from '#commands'
import type { Block, Inline } from '#core/reply'
import { running } from '../support/engine.ts'

const root = resolve(import.meta.dirname, '../..')
const families = [...new Set(commands.map(({ name }) => name.split(' ')[0]))].join('|')
/** A command inside a sentence: as plain words, each platform would show it as a terminal has it. */
const inSentence = new RegExp(`['"\`][^'"\`]*[ :(]/(?:${families})\\b`)
const isCode = (line: string): boolean => !/^\s*(?:\/\/|\/?\*)/.test(line)

const sentencesWithCommands = (text: string): string[] =>
  text.split('\n').filter((line) => isCode(line) && inSentence.test(line))

it.each(globSync('{commands,src/{answers,core,engine}}/**/*.ts', { cwd: root }))(
  'names no command in the plain words of %s',
  (path) => {
    expect(sentencesWithCommands(readFileSync(resolve(root, path), 'utf8'))).toEqual([])
  },
)

it.each(["aside('Change it: /tlp set')", "paragraph('a')\naside(`All: /topics`)"])(
  'finds one in %j',
  (text) => {
    expect(sentencesWithCommands(text)).toHaveLength(1)
  },
)

const typedIn = (blocks: readonly Block[]): string[] =>
  blocks
    .flatMap((block): Inline[] => ('text' in block ? block.text : []))
    .flatMap((one) => (typeof one !== 'string' && one.kind === 'typed' ? [one.text] : []))

it.each([
  ['/nope', ['/help']],
  ['/brif nato', ['/brief', '/help']],
  ['/brief', ['/brief', '/brief <subject>', '/brief defence core']],
  ['/brief zzzzzz', ['/topics', '/search']],
  ['/latest page: since:monday', ['/latest [topic] [since] [new|corrected|all] [page]', '/latest']],
  ['/tlp show', ['/tlp show']],
  ['/help serch', ['/help search', '/help']],
  ['/brief "All of them: /help"', ['/topics', '/search']],
])('tells commands from words, and from what was typed, at %s', async (line, typed) => {
  const { ask } = await running()
  expect(typedIn((await ask(line)).blocks)).toEqual(typed)
})
