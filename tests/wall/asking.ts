import fc from 'fast-check'
import { commands } from '#commands'
import type { Command, Option } from '#core/command'
import type { Invoked } from '#core/reply'
import { tlps } from '#core/tlp'
import { parseLine } from '#core/usage'
import { animals, recipients, slugOf, titleOf, topics } from './stories.ts'

const all = animals.map((_, n) => ({ n }) as Parameters<typeof slugOf>[0])
const near = animals.map((word) => `${word.slice(0, 2)}${word[3]}${word[2]}${word.slice(4)}`)
const words = [
  ...all.map(slugOf),
  ...all.map(titleOf),
  ...animals,
  ...near,
  'brigade at Bergen',
  'The',
  'n',
]
const questions = animals.map((word) => `Where did the ${word} brigade exercise?`)

/** The one of so many that was drawn as the nth: ids of drafts, digests and the like are not known before. */
const drawn = ['@0', '@1', '@2', '@3', '@-1']

/** What may be told, by kind; a kind that is new must be thought of here. */
const told: Record<Option['kind'], readonly string[]> = {
  text: [
    ...words,
    ...questions,
    ...drawn,
    'latest on Bergen',
    'weekdays 08:00',
    'all',
    '#policy, #desk, #lounge',
    'nato | TLP:CLEAR | ROUTINE',
    'nato | TLP:GREEN | FLASH',
    ...recipients,
  ],
  topic: [...topics, ...animals],
  briefing: [...words, ...topics],
  digest: drawn,
  id: [...drawn, ...all.map(slugOf)],
  date: ['today', 'yesterday', 'tomorrow', '1 November', 'none'],
  choice: ['yes', ...tlps],
  number: ['1', '2'],
}

const examplesOf = (command: Command): Record<string, string>[] =>
  command.examples.map((line) =>
    line.startsWith('/') ? parseLine(line, commands).options : { question: line },
  )

/** One of its examples, with some of what it is told replaced. */
const optionsOf = (command: Command): fc.Arbitrary<Record<string, string>> =>
  fc.constantFrom(...examplesOf(command)).chain((example) =>
    fc
      .record(
        Object.fromEntries(
          Object.entries(command.options).map(([name, { kind, choices = [], required }]) => {
            const any = fc.constantFrom(...(choices.length > 0 ? choices : told[kind]))
            const usual = example[name]
            const rest = required && usual === undefined ? any : fc.constant(usual)
            return [name, fc.oneof(any, rest)]
          }),
        ),
      )
      .map((options) => definedIn(options)),
  )

const definedIn = (options: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(options).filter((one): one is [string, string] => one[1] !== undefined),
  )

/** Any of these commands, told anything. */
export const anyInvoked = (some: readonly Command[] = commands): fc.Arbitrary<Invoked> =>
  fc
    .constantFrom(...some)
    .chain((command) => optionsOf(command).map((options) => ({ command: command.name, options })))

export type Suggested = { command: string; option: string; typed: string }

const withSuggestions = commands.flatMap(({ name: command, options }) =>
  Object.entries(options)
    .filter(([, { suggest }]) => suggest)
    .map(([option]) => ({ command, option })),
)
const begun = ['', 'n', 'The', 'brig', 'note-', ...animals.map((word) => word.slice(0, 3))]

/** Something half typed, where anything is suggested. */
export const anySuggested: fc.Arbitrary<Suggested> = fc
  .tuple(fc.constantFrom(...withSuggestions), fc.constantFrom(...begun))
  .map(([where, typed]) => ({ ...where, typed }))

/** Every command, told many things, and everything that is suggested: none can be forgotten. */
export const everyInvoked = (each: number, seed: number): Invoked[] =>
  commands.flatMap((command) => fc.sample(anyInvoked([command]), { numRuns: each, seed }))

export const everySuggested = (): Suggested[] =>
  withSuggestions.flatMap((where) => begun.slice(0, 8).map((typed) => ({ ...where, typed })))

export const anyText = fc.constantFrom(...questions, ...words, 'What is new on NATO?')
