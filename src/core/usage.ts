import type { Command, Option } from './command.ts'
import { UserError } from './errors.ts'
import { nearest } from './near.ts'
import { type Inline, typed } from './reply.ts'
import { shortened } from './words.ts'

/** `/search <words> [topic] [since] [page]`, `/digest delete [digest] [sure:yes]` */
export const usage = ({ name, options }: Command): string =>
  [
    `/${name}`,
    ...Object.entries(options).map(([key, { required, choices }]) => {
      const shown = choices ? sayChoices(key, choices, options) : key
      return required ? `<${shown}>` : `[${shown}]`
    }),
  ].join(' ')

/** With their name where it must be typed, and where they do not tell what they are about. */
const sayChoices = (
  key: string,
  choices: readonly string[],
  options: Record<string, Option>,
): string => {
  const isNamed = takesFreeWords(options) || choices.includes('yes')
  return `${isNamed ? `${key}:` : ''}${choices.join('|')}`
}

// No option takes more than half of this, and reading takes time for every word.
const longest = 4_000

export type Typed = { command: Command; options: Record<string, string> }

/**
 * Reads a line that begins with `/` into a command and its options: bare words, "quoted words",
 * `key:value` and `key=value`. A family alone, `/digest`, is a question for help with it. Throws
 * UserError that names the nearest valid form.
 */
export const parseLine = (line: string, commands: readonly Command[]): Typed => {
  const text = line.trim().replace(/^\/\s*/, '')
  const command = commandOf(text, commands)
  const asked = command ? undefined : helpWith(text, commands)
  if (asked) return asked
  if (!command) throw new UserError(...unknownCommand(text, commands))
  const rest = command.name
    .split(' ')
    .reduce((left, word) => left.slice(word.length).trimStart(), text)
  if (rest.length > longest)
    throw new UserError(
      `That is too long: at most ${longest} characters can be read. Use fewer words.`,
    )
  return { command, options: parseOptions(rest, command) }
}

const commandOf = (text: string, commands: readonly Command[]): Command | undefined => {
  const lower = `${text.toLowerCase().replace(/\s+/g, ' ')} `
  return [...commands]
    .sort((a, b) => b.name.length - a.name.length)
    .find(({ name }) => lower.startsWith(`${name} `))
}

/** What `/help digest` says, for a line that begins like several commands and is none of them. */
const helpWith = (text: string, commands: readonly Command[]): Typed | undefined => {
  const family = text.split(/\s/)[0]?.toLowerCase() ?? ''
  const help = commands.find(({ name }) => name === 'help')
  const isFamily = commands.some(({ name }) => name.startsWith(`${family} `))
  return help && isFamily ? { command: help, options: { command: family } } : undefined
}

const unknownCommand = (text: string, commands: readonly Command[]): Inline[] => {
  const name = text.split(/\s/)[0] ?? ''
  const near = nearest(name, commands, (known) => [known.name], 1)[0]
  const guess = near ? [' Did you mean ', typed(`/${near.name}`), '?'] : []
  const nothing = name === '' ? 'Which command?' : `No command "/${shortened(name)}".`
  return [nothing, ...guess, ' All of them: ', typed('/help')]
}

// Curly quotes come from phones. A key is only a key when the command has such an option. Its value may
// stand after a blank, but in "/ask One question: who leads?" the word before the colon is no key.
const token =
  /(?<empty>[a-z]+)[:=](?=\s|$)|(?:(?<key>[a-z]+)[:=])?(?:["“”](?<quoted>[^"“”]*)["“”]?|(?<bare>[^\s"“”]+))/giu

type Token = { key?: string; word: string; quoted: boolean }

const tokens = (text: string, options: Record<string, Option>, main: string | undefined): Token[] =>
  [...text.matchAll(token)].map(({ 0: whole, groups, index }) => {
    const key = (groups?.key ?? groups?.empty)?.toLowerCase()
    const word = groups?.quoted ?? groups?.bare ?? ''
    const isEmpty = groups?.empty !== undefined
    const isWord = isEmpty && key === main && index > 0 && takesFreeWords(options)
    if (key !== undefined && Object.hasOwn(options, key) && !isWord)
      return { key, word, quoted: groups?.quoted !== undefined }
    return { word: whole, quoted: false }
  })

/** Bare words belong to this option: the first that takes free words. */
const mainOption = (options: Record<string, Option>): string | undefined =>
  Object.entries(options).find(([, { kind }]) => !['choice', 'number', 'id'].includes(kind))?.[0]

/** But the first of them to this one, which is one word: `/requests close x7k3 We do not cover that`. */
const idOption = (options: Record<string, Option>): string | undefined =>
  Object.entries(options).find(([, { kind }]) => kind === 'id')?.[0]

export const parseOptions = (text: string, command: Command): Record<string, string> => {
  const main = mainOption(command.options)
  const read = tokens(text, command.options, main)
  const wide = assign(read, command, main, true)
  const isMissing = [main, idOption(command.options)].some(
    (name) => name !== undefined && command.options[name]?.required && !wide[name],
  )
  const found = isMissing ? assign(read, command, main, false) : wide
  for (const [name, { required }] of Object.entries(command.options)) {
    if (required && !found[name])
      throw new UserError(typed(`/${command.name}`), ` needs <${name}>: `, ...form(command))
    if (found[name] === '')
      throw new UserError(`Nothing stands after "${name}". `, ...form(command))
  }
  return found
}

/** How it is used, with an example. */
const form = (command: Command): Inline[] => {
  const [example] = command.examples
  return [typed(usage(command)), ...(example ? [', for example ', typed(example)] : [])]
}

/**
 * Gives each word to an option. With `wide`, the words after `since:` belong to it up to the next key
 * (`since:2 November`); without, one word only (`topic:nato exercise` with the words still missing).
 * Where any text may stand, a word that could be a choice is part of it (`name:The long read`).
 */
const assign = (
  read: readonly Token[],
  command: Command,
  main: string | undefined,
  wide: boolean,
): Record<string, string> => {
  const found: Record<string, string[]> = {}
  const id = idOption(command.options)
  let open: string | undefined
  for (const { key, word, quoted } of read) {
    const isFree = open !== undefined && command.options[open]?.kind === 'text'
    const named = key ?? (isFree ? undefined : (choiceOf(word, command) ?? linkOf(word, command)))
    const begun = named ?? (isFree ? undefined : dateOf(word, command))
    if (named === undefined && begun !== undefined && begun !== open) {
      open = begun
      found[begun] ??= []
      continue
    }
    const bare = id !== undefined && found[id] === undefined ? id : main
    const option = begun ?? open ?? bare
    if (option === undefined)
      throw new UserError(`I do not know what "${shortened(word)}" is for. `, ...form(command))
    found[option] ??= []
    found[option].push(word)
    if (key !== undefined) open = quoted ? undefined : key
    if (!wide && word !== '') open = undefined
  }
  return Object.fromEntries(
    Object.entries(found).map(([name, parts]) => [name, parts.join(' ').trim()]),
  )
}

/** In a command without free words, a choice may be typed bare: `/latest nato corrected`. */
const choiceOf = (word: string, { options }: Command): string | undefined =>
  takesFreeWords(options)
    ? undefined
    : Object.entries(options).find(
        ([, { choices, synonyms }]) =>
          choices?.some((known) => known.toLowerCase() === word.toLowerCase()) ||
          Object.hasOwn(synonyms ?? {}, word.toLowerCase()),
      )?.[0]

/** And so may a link: `/used defence-core https://example.org/story`. */
const linkOf = (word: string, { options }: Command): string | undefined =>
  takesFreeWords(options) || !/^https?:\/\//i.test(word)
    ? undefined
    : Object.entries(options).find(([, { isLink }]) => isLink)?.[0]

/** And so may `since`, before its date: `/latest nato since monday`. */
const dateOf = (word: string, { options }: Command): string | undefined => {
  const name = word.toLowerCase()
  return !takesFreeWords(options) && options[name]?.kind === 'date' ? name : undefined
}

const takesFreeWords = (options: Record<string, Option>): boolean =>
  Object.values(options).some(({ kind, required }) => kind === 'text' && required)
