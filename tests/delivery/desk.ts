import type { StorePlace } from '#core/store'

/** What a transaction is held up by for ever, at the moment at which it writes this. */
export const snags = {
  plan: { on: 'edition', after: 'insert', when: '' },
  look: { on: 'correction', after: 'insert', when: '' },
  page: { on: 'delivery', after: 'insert', when: "new.cause = 'correction'" },
  claim: {
    ...{ on: 'delivery', after: 'update of state' },
    when: "new.state = 'sending' and old.state <> 'sending'",
  },
  settle: {
    ...{ on: 'delivery', after: 'update of state' },
    when: "new.state = 'sent' and old.state <> 'sent'",
  },
} as const
export type Snag = keyof typeof snags

type Value = string | number | null

/** Ways into the database that are not the product's. Reading never waits, and writing never holds others up. */
export type Desk = {
  /** The parameters stand for `?`. */
  read<T>(sql: string, ...parameters: Value[]): Promise<T[]>
  /** Writes once nobody else does. */
  write(sql: string, ...parameters: Value[]): Promise<void>
  /** Holds up the next transaction that does this, until it is killed; then `mend`. */
  snag(at: Snag): Promise<void>
  mend(): Promise<void>
  /** How often somebody has looked whether anything is due. */
  beats(): Promise<number>
  /** Holds the lock for writing, until `unlock`. */
  lock(): Promise<void>
  unlock(): Promise<void>
  /** Whether some process is inside a transaction that writes. */
  isLocked(): Promise<boolean>
  close(): Promise<void>
}

export type DeskWish = { isOrderless?: boolean }

/** Adds the diary to a new database. */
export const keepDiary = async (place: StorePlace): Promise<void> => {
  if (place.kind === 'sqlite') return (await import('./desk/sqlite.ts')).keepDiary(place.file)
  return (await import('./desk/postgres.ts')).keepDiary(place.url)
}

export const openDesk = async (place: StorePlace, wish: DeskWish = {}): Promise<Desk> => {
  if (place.kind === 'sqlite') return (await import('./desk/sqlite.ts')).openDesk(place.file, wish)
  return (await import('./desk/postgres.ts')).openDesk(place.url, wish)
}
