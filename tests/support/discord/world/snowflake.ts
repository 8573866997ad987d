/** 1 January 2015, from which Discord counts milliseconds. */
const epoch = 1_420_070_400_000

let last = 0n

/** A new id: its first 42 bits are the time, and each is greater than the one before. */
export const newId = (): string => {
  const now = BigInt(Date.now() - epoch) << 22n
  last = now > last ? now : last + 1n
  return `${last}`
}

/** Milliseconds since 1970. */
export const timeOf = (id: string): number => Number(BigInt(id) >> 22n) + epoch

export const isLater = (id: string, than: string): boolean => BigInt(id) > BigInt(than)
