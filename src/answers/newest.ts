import type { Briefing } from '#core/briefing'
import { anyOf } from '#core/query'
import type { Answer, NewestWish } from '#core/read'
import type { Store } from '#core/store'
import { tellingTerms, terms } from '#core/terms'
import type { Viewer } from '#core/viewer'
import { quotesOf, standsAlone } from './quote.ts'

const most = 3
/** Among so many of the newest that hold its words, those that hold all of them are looked for. */
const looked = 60

/** The newest briefings about something, newest first, a sentence each: the first that names what is asked. */
export const newest = async (
  store: Pick<Store, 'candidates' | 'briefings' | 'latest' | 'briefing'>,
  viewer: Viewer,
  about: string,
  wish: NewestWish,
): Promise<Answer> => {
  const wanted = tellingTerms(about)
  const found = wish.topic
    ? await ofTopic(store, viewer, wish.topic, wish)
    : await ofWords(store, viewer, wanted, wish)
  const sentences = found.flatMap((briefing) =>
    quotesOf(briefing, tellingSentence(briefing, wanted)),
  )
  return {
    question: about,
    terms: wanted,
    score: sentences.length > 0 ? 1 : 0,
    sentences,
    nearest: [],
    isDisputed: false,
    spelled: [],
  }
}

const ofTopic = async (
  store: Pick<Store, 'latest' | 'briefing'>,
  viewer: Viewer,
  topic: string,
  { since }: NewestWish,
): Promise<Briefing[]> => {
  const wish = { topic, ...(since && { since }), changes: 'all' as const, offset: 0, limit: most }
  const { items } = await store.latest(viewer, wish)
  const found = await Promise.all(items.map(({ slug }) => store.briefing(viewer, slug)))
  return found.filter((one) => one !== undefined && !one.withdrawn) as Briefing[]
}

const ofWords = async (
  store: Pick<Store, 'candidates' | 'briefings'>,
  viewer: Viewer,
  wanted: readonly string[],
  { since }: NewestWish,
): Promise<Briefing[]> => {
  const query = { ...anyOf(wanted), match: 'all' as const }
  const { rows } = await store.candidates(viewer, {
    query,
    ...(since && { since }),
    best: 1,
    newest: looked,
  })
  const keys = rows
    .sort((a, b) => (a.published < b.published ? 1 : a.published > b.published ? -1 : 0))
    .slice(0, most)
    .map(({ key }) => key)
  const briefings = await store.briefings(viewer, keys)
  return keys.flatMap((key) => {
    const briefing = briefings.get(key)
    return briefing ? [briefing] : []
  })
}

/** The first that names most of what is asked; the first of all where none names any. */
const tellingSentence = ({ passages }: Briefing, wanted: readonly string[]): number => {
  const held = passages.map((passage) => {
    if (!standsAlone(passage)) return -1
    const own = new Set(terms(passage.text))
    return wanted.filter((term) => own.has(term)).length
  })
  return held.indexOf(Math.max(...held))
}
