import { webAddress } from '../briefing.ts'
import type { Option } from '../command.ts'
import { UserError } from '../errors.ts'
import { joinOr, shortened } from '../words.ts'

export const mostSuggestions = 25
const longestText = 2_000

export const text = (summary: string): Option<string> => ({
  kind: 'text',
  summary,
  required: true,
  parse(typed) {
    if (typed.length > longestText)
      throw new UserError(
        `That is too long: at most ${longestText} characters can be read. Use fewer words.`,
      )
    return typed.trim()
  },
})

/** One line of at most so many characters; `refusal` is what is said of a longer one. */
const line =
  (refusal: (length: number, most: number) => string) =>
  (summary: string, most: number): Option<string> => ({
    kind: 'text',
    summary,
    required: true,
    parse(typed) {
      const words = typed.replace(/\s+/g, ' ').trim()
      const { length } = [...words]
      if (length <= most) return words
      throw new UserError(refusal(length, most))
    },
  })

/** What people call a thing: one short line. */
export const name = line(
  (length, most) => `A name has at most ${most} characters; this has ${length}. Shorten it.`,
)

/** What is passed on to somebody as it stands, in one line. */
export const sentence = line(
  (length, most) =>
    `That has ${length} characters, and at most ${most} are passed on. Say it in fewer.`,
)

export const choice = <const C extends readonly string[]>(
  summary: string,
  choices: C,
  synonyms: Readonly<Record<string, C[number]>> = {},
): Option<C[number]> => ({
  kind: 'choice',
  summary,
  required: true,
  choices,
  synonyms,
  parse(typed) {
    const word = typed.trim().toLowerCase()
    const found = choices.find((known) => known === (synonyms[word] ?? word))
    if (!found) throw new UserError(`"${shortened(typed)}" is not one of ${joinOr(choices)}.`)
    return found
  },
  suggest: async (typed) =>
    choices
      .filter((known) => known.startsWith(typed.trim().toLowerCase()))
      .map((value) => ({ label: value, value })),
})

/** A whole address of the web, as a source's is. */
export const link = (summary: string): Option<string> => ({
  kind: 'text',
  isLink: true,
  summary,
  required: true,
  parse(typed) {
    const { data } = webAddress.safeParse(typed)
    if (data !== undefined) return data
    throw new UserError(
      `"${shortened(typed)}" is no link I can keep. Give the whole address; it begins with https:// or http://.`,
    )
  },
})

/** A page of a list, from 1. */
export const page = (): Option<number> => ({
  kind: 'number',
  summary: 'which page, from 1',
  required: true,
  parse(typed) {
    if (!/^\d{1,6}$/.test(typed.trim()) || Number(typed) < 1)
      throw new UserError(`"${shortened(typed)}" is not a page. Pages are numbers from 1.`)
    return Number(typed)
  },
})

/** The same option, left out by whoever does not need it. */
export const optional = <T>(wanted: Option<T>): Option<T | undefined> => ({
  ...wanted,
  required: false,
})
