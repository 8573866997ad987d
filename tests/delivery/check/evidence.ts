import type { Desk } from '../desk.ts'
import { keptOfKey } from '../variants.ts'

/** A message that a platform took, whatever it then answered. */
export type Accepted = {
  platform: string
  /** Of the message, as the product names it too: `C1/1700000000.000100` on Slack. */
  id: string
  key: string | undefined
  at: number
  body: unknown
}

/** A slot that a digest must have exactly one edition for. */
export type Expected = { digest: string; slot: string }

export type DeliveryRow = {
  id: string
  platform: string
  workspace: string
  cause: string
  act: string
  cause_id: string
  target: string
  part: number
  due: number
  expires: number
  state: string
  attempt: number
  sent_message: string | null
  why: string | null
  carries: string
}
export type EditionRow = {
  id: string
  digest: string
  slot: string
  due: number
  state: string
  why: string | null
}
export type DigestRow = {
  id: string
  platform: string
  workspace: string
  target: string
  created: number
  since: number
  topics: string
}
export type Note = {
  seq: number
  at: number
  what: 'claim' | 'state' | 'limit' | 'arrival' | 'digest'
  id: string
  data: Readonly<Record<string, string | number>>
}

/** What was accepted, with the delivery it belongs to and the claim that it went out under. */
export type Post = Accepted & {
  nth: number
  delivery: DeliveryRow | undefined
  /** The commit after which it went out. */
  claim: Note | undefined
  tokens: readonly Token[]
}

/** A revision of a made-up briefing, as its title names it (published.ts). */
export type Token = { briefing: string; revision: number; tlp: string }

/** All that a checker goes by: what stands in the database, and what the platforms took. */
export type Evidence = {
  deliveries: readonly DeliveryRow[]
  editions: readonly EditionRow[]
  digests: readonly DigestRow[]
  diary: readonly Note[]
  posts: readonly Post[]
}

/** Reads the database as it stands; nothing of the product is asked. */
export const readEvidence = async (
  { read }: Desk,
  accepted: readonly Accepted[],
): Promise<Evidence> => {
  const deliveries = await read<DeliveryRow>('select * from delivery order by rowid')
  const notes = await read<Omit<Note, 'data'> & { data: string }>(
    'select * from diary order by seq',
  )
  const diary = notes.map((note) => ({ ...note, data: JSON.parse(note.data) }))
  const editions = await read<EditionRow>('select * from edition order by rowid')
  const digests = await read<DigestRow>('select * from digest order by rowid')
  return { deliveries, editions, digests, diary, posts: postsOf(accepted, deliveries, diary) }
}

const postsOf = (
  accepted: readonly Accepted[],
  deliveries: readonly DeliveryRow[],
  diary: readonly Note[],
): Post[] => {
  const byKey = new Map(deliveries.map((row) => [row.id.slice(0, keptOfKey), row]))
  const claims = Map.groupBy(
    diary.filter(({ what }) => what === 'claim'),
    ({ id }) => id,
  )
  return accepted.map((one, nth) => {
    const delivery = byKey.get(one.key?.slice(0, keptOfKey) ?? '')
    const mine = claims.get(delivery?.id ?? '') ?? []
    const claim = mine.findLast(({ at }) => at <= one.at)
    return { ...one, nth, delivery, claim, tokens: tokensIn(one.body) }
  })
}

const tokenForm = /Q(\d+)v(\d+)x([A-Z]+)/g

export const tokensIn = (body: unknown): Token[] => {
  const found = JSON.stringify(body).matchAll(tokenForm)
  const named = [...found].map(
    ([whole, number, revision, tlp = '']) =>
      [whole, { briefing: `q${number}`, revision: Number(revision), tlp }] as const,
  )
  return [...new Map(named).values()]
}
