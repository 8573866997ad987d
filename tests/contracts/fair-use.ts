import { describe, expect, it } from 'vitest'
import type { Share } from '#core/fair-use'
import type { Timed } from './digests.ts'

const minuteMs = 60_000
const at = { shown: '2026-01-01T00:00:00Z', questions: '2026-01-01T00:00:00Z' }

/** What every store must know of how often people ask. */
export const fairUseContract = (name: string, open: () => Promise<Timed>): void => {
  /** With the clock of the database at the beginning of a minute. */
  const begun = async () => {
    const opened = await open()
    const now = await opened.store.outbox.clock()
    opened.shift.ms += minuteMs - (now % minuteMs)
    const { fairUse } = opened.store
    const take = (...shares: Share[]) => fairUse.take(shares)
    return { ...opened, take }
  }
  const ada = { subject: 'discord:1', most: 2 }
  const ben = { subject: 'discord:2', most: 2 }
  const policy = { subject: 'channel policy', most: 3 }

  describe(`${name}: fair use`, () => {
    it('grants so many in a minute, and says when the next begins', async () => {
      const { take, shift } = await begun()
      expect([await take(ada), await take(ada)]).toEqual([undefined, undefined])
      const usedUp = await take(ada)
      expect(usedUp).toMatchObject(ada)
      expect(usedUp?.againMs).toBeGreaterThan(0)
      expect(usedUp?.againMs).toBeLessThanOrEqual(minuteMs)
      expect(await take(ben)).toBeUndefined()
      shift.ms += minuteMs
      expect(await take(ada)).toBeUndefined()
    })

    it('takes nothing from a channel for what is refused to one person in it', async () => {
      const { take } = await begun()
      for (let nth = 0; nth < 9; nth += 1) await take(ada, policy)
      expect(await take(ben, policy)).toBeUndefined()
      expect(await take(ben, policy)).toMatchObject(policy)
      // Nor from the person for what is refused to the channel.
      expect(await take(ben)).toBeUndefined()
      expect(await take(ben)).toMatchObject(ben)
    })

    it('is one for all that share the store, however much comes at once', async () => {
      const { store, another } = await begun()
      const stores = [store, await another(), await another()]
      const wishes = Array.from({ length: 30 }, (_, nth) =>
        stores[nth % stores.length]!.fairUse.take([{ ...ada, most: 7 }, policy]),
      )
      const usedUp = await Promise.all(wishes)
      expect(usedUp.filter((one) => one === undefined)).toHaveLength(policy.most)
      expect(usedUp.filter((one) => one?.subject === policy.subject)).toHaveLength(27)
    })

    it('forgets a minute that has passed, and a person at once', async () => {
      const { store, shift, take } = await begun()
      await take(ada)
      await take(ada)
      await store.expire(at)
      expect(await take(ada)).toMatchObject(ada)
      await store.people.forget(ada.subject)
      expect(await take(ada)).toBeUndefined()
      await take(ada)
      // A clock that was set back finds nothing of what lay ahead of it then.
      shift.ms += 5 * minuteMs
      await store.expire(at)
      shift.ms -= 5 * minuteMs
      expect(await take(ada)).toBeUndefined()
    })
  })
}
