import type { Option } from '../command.ts'
import { UserError } from '../errors.ts'
import type { Workspace } from '../places.ts'
import { highestLimit } from '../room.ts'
import { parseTlp, type Tlp, tlpLabel, tlpRank, tlps } from '../tlp.ts'
import { joinOr, shortened } from '../words.ts'
import { mostSuggestions } from './plain.ts'

/** A label limit, as far up as a room's can be. */
export const limit = (summary: string): Option<Tlp> => {
  const choices = tlps.filter((tlp) => tlpRank(tlp) <= tlpRank(highestLimit))
  return {
    kind: 'choice',
    summary,
    required: true,
    choices,
    synonyms: Object.fromEntries(
      tlps.flatMap((tlp) => [tlp, tlpLabel(tlp)].map((name) => [name.toLowerCase(), tlp])),
    ),
    parse(typed) {
      const found = parseTlp(typed)
      if (found === 'RED')
        throw new UserError(
          `TLP:RED goes to the people it names. A limit ends at ${tlpLabel(highestLimit)}.`,
        )
      if (!found) throw new UserError(`"${shortened(typed)}" is not one of ${joinOr(choices)}.`)
      return found
    },
    suggest: async (typed) =>
      choices
        .filter((known) => known.startsWith(typed.trim().toUpperCase()))
        .map((value) => ({ label: value, value })),
  }
}

/** One of the workspaces that the asker is a member of, by name or id. */
export const workspace = (summary: string): Option<Workspace> => ({
  kind: 'text',
  summary,
  required: true,
  async parse(typed, { own }) {
    const name = typed.trim().toLowerCase()
    const mine = (await own?.workspaces(typed)) ?? []
    const found = mine.find((one) => one.id === typed.trim() || one.name.toLowerCase() === name)
    if (!found) {
      const near = mine.map((one) => `"${shortened(one.name)}"`).slice(0, 3)
      throw new UserError(
        `You and I share no workspace called "${shortened(typed)}".${near.length > 0 ? ` Did you mean ${joinOr(near)}?` : ' Choose one from the list that opens as you type.'}`,
      )
    }
    return found
  },
  suggest: async (typed, { own }) =>
    ((await own?.workspaces(typed)) ?? [])
      .slice(0, mostSuggestions)
      .map(({ id, name }) => ({ label: name, value: id })),
})
