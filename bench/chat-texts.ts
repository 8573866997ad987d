import { shared, type Viewer } from '#core/viewer'
import { openStore } from './build.ts'
import type { Stores } from './chat-store.ts'
import { publicationOf, topics } from './corpus.ts'
import { engineOn } from './engine.ts'
import { type Chance, pick, seeded } from './vocabulary.ts'
import { chooseWords } from './words.ts'

/** What people type: each finds something among what all may read. */
export type Texts = {
  typed: string[]
  slugs: string[]
  searches: string[]
  questions: string[]
}

const briefings = 3_000
const words = 150
const questions = 300

/** Searches are of middling words, questions of all kinds; what is half typed is a title or a topic. */
export const readTexts = async ({ store, plain }: Stores, size: number): Promise<Texts> => {
  const chance = seeded(size)
  const { common, middling, rare } = chooseWords(store, plain, words)
  const known = Array.from(
    { length: briefings },
    () => publicationOf(Math.floor(chance() * size)).content,
  ).filter(({ tlp }) => tlp === 'CLEAR')
  const names = known.flatMap(({ title }, at) =>
    at % 3 === 0 ? [title, pick(chance, topics).name] : [title],
  )
  const asked = () => [common.one, middling.one, rare.one].map((of) => pick(chance, of))
  return {
    typed: await withChoices(
      store,
      names.map((name) => halfTyped(name, chance)),
    ),
    slugs: known.map(({ slug }) => slug),
    searches: [...middling.one, ...middling.two],
    questions: Array.from(
      { length: questions },
      () => `When does ${asked().join(' and ')} happen?`,
    ),
  }
}

const longestTyped = 16

const halfTyped = (name: string, chance: Chance): string =>
  name.slice(0, Math.floor(chance() * (longestTyped + 1)))

const reader: Viewer = { kind: 'person', workspace: shared, person: 'bench', clearance: 'CLEAR' }

/** Those for which something is offered, so that nothing offered under load is a refusal. */
const withChoices = async (file: string, texts: readonly string[]): Promise<string[]> => {
  const store = await openStore(file)
  const { suggest } = engineOn(store)
  const found: string[] = []
  for (const typed of texts) {
    const choices = await suggest(
      { command: 'brief', option: 'subject', typed },
      { viewer: reader },
    )
    if (choices.length > 0) found.push(typed)
  }
  await store.close()
  return found
}

export const kinds = ['suggestions', 'brief', 'search', 'ask'] as const
export type Kind = (typeof kinds)[number]

/** Up to which share of all that is asked: 50 % is typing, 25 % /brief, 15 % /search, 10 % /ask. */
const upTo: Record<Kind, number> = { suggestions: 0.5, brief: 0.75, search: 0.9, ask: 1 }

export type Wish = { kind: Kind; command: string; option: string; value: string }

/** One wish of the mix. */
export const anyWish = (texts: Texts, chance: Chance): Wish => {
  const kind = anyKind(chance)
  const [command, option] = asks[kind]
  return { kind, command, option, value: values[kind](texts, chance) }
}

const anyKind = (chance: Chance): Kind => {
  const at = chance()
  return kinds.find((kind) => at < upTo[kind]) ?? 'ask'
}

const asks: Record<Kind, readonly [string, string]> = {
  suggestions: ['brief', 'subject'],
  brief: ['brief', 'subject'],
  search: ['search', 'words'],
  ask: ['ask', 'question'],
}

const values: Record<Kind, (texts: Texts, chance: Chance) => string> = {
  suggestions: ({ typed }, chance) => pick(chance, typed),
  brief: ({ slugs }, chance) => (chance() < 0.5 ? pick(chance, topics).slug : pick(chance, slugs)),
  search: ({ searches }, chance) => pick(chance, searches),
  ask: (texts, chance) => pick(chance, texts.questions),
}
