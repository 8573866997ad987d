import { randomUUID } from 'node:crypto'
import type { Lease, Leases } from '#core/lease'
import type { Word } from '#core/word'

/** A lease that has run out long ago is anybody's, whichever way a clock is set; its last holder is the newest word. */
const longAgoMs = -3_600_000

/** Passes word by the store: whoever asks before it shows something knows what another was told before that. */
export const passWord = (leases: Leases, platform: string): Word => {
  const kind = `told/${platform}/`
  const known = new Map<string, string>()
  let reading: Promise<Lease[]> | undefined

  const read = (): Promise<Lease[]> => {
    reading ??= leases.taken().finally(() => {
      reading = undefined
    })
    return reading
  }
  return {
    async pass(workspace) {
      const word = randomUUID()
      known.set(kind + workspace, word)
      await leases.take(kind + workspace, word, longAgoMs)
    },
    async heard() {
      const words = (await read()).filter(({ name }) => name.startsWith(kind))
      const fresh = words.filter(({ name, holder }) => known.get(name) !== holder)
      for (const { name, holder } of fresh) known.set(name, holder)
      return fresh.map(({ name }) => name.slice(kind.length))
    },
  }
}
