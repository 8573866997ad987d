import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { ChatPlatform, Outcome } from '#core/chat'
import type { Frozen } from '#core/delivery'
import type { Store } from '#core/store'

/** Weaker ways to send, each without one of the things that make digests arrive once. */
export const variants = [
  'naive',
  'nonce-only',
  'no-quarantine',
  'no-order',
  'stale-body',
  'stale-edit',
  'no-late',
] as const
export type Variant = (typeof variants)[number]

/** What a key is known by to the checker, whatever a variant hangs on it. */
export const keptOfKey = 18

/** What is open counts as not sent: it is posted again under another key, and never looked for. */
const naive = (platform: ChatPlatform): ChatPlatform => {
  const another = (key: string): string =>
    key.slice(0, keptOfKey) + randomBytes(3).toString('base64url')
  const again = (outcome: Outcome): Outcome =>
    outcome.kind === 'unknown' ? { kind: 'later', at: Temporal.Now.instant() } : outcome
  return {
    ...platform,
    post: async (channel, body, key) => again(await platform.post(channel, body, another(key))),
    reply: async (channel, to, body, key) =>
      again(await platform.reply(channel, to, body, another(key))),
    readBack: async () => ({ kind: 'absent' }),
  }
}

/** Nothing is looked for: a platform that knows a key again is trusted to do so. */
const nonceOnly = (platform: ChatPlatform): ChatPlatform => ({
  ...platform,
  readBack: async () => ({ kind: 'absent' }),
})

/** Nobody waits for what another process may still be doing. */
const noQuarantine = (store: Store): Store => {
  const { outbox, leases } = store
  return {
    ...store,
    leases: { ...leases, take: async () => true },
    outbox: {
      ...outbox,
      ready: (lane, wish) => outbox.ready(lane, { ...wish, quarantineMs: 0 }),
      claim: (id, claimant, frozen) =>
        outbox.claim(id, { ...claimant, leaseMs: 1, quarantineMs: 0 }, frozen),
      holds: async () => true,
    },
  }
}

/** How long before it is claimed a body was composed. */
const staleMs = 1_500

/** What was composed first goes out, and nothing is checked any more when it does. */
const staleBody = (store: Store): Store => {
  const { outbox } = store
  const composed = new Map<string, Frozen>()
  return {
    ...store,
    outbox: {
      ...outbox,
      async claim(id, claimant, frozen) {
        if (!frozen) return outbox.claim(id, claimant)
        const first = composed.get(id) ?? frozen
        composed.set(id, first)
        await wait(staleMs)
        const { limit: _, ...holding } = first.holding
        return outbox.claim(id, claimant, { ...first, holding: { ...holding, refs: [] } })
      },
      stillHolds: async () => true,
    },
  }
}

/** A message is changed to what was true when it was first looked at, whatever has come since. */
const staleEdit = (store: Store): Store => {
  const { corrections, outbox } = store
  const copies = new Map<string, ReturnType<typeof corrections.copy>>()
  return {
    ...store,
    corrections: {
      ...corrections,
      copy(viewer, answer, message) {
        const first = copies.get(message) ?? corrections.copy(viewer, answer, message)
        copies.set(message, first)
        return first
      },
    },
    outbox: {
      ...outbox,
      claim: (id, claimant, frozen) =>
        outbox.claim(
          id,
          claimant,
          frozen && { ...frozen, holding: { ...frozen.holding, refs: [] } },
        ),
      stillHolds: async () => true,
    },
  }
}

/** What was on its way when it was corrected is not looked at again. */
const noLate = (store: Store): Store => ({
  ...store,
  corrections: { ...store.corrections, late: async () => ({ upto: 0, found: [] }) },
})

const platforms: Partial<Record<Variant, (platform: ChatPlatform) => ChatPlatform>> = {
  naive,
  'nonce-only': nonceOnly,
}
const stores: Partial<Record<Variant, (store: Store) => Store>> = {
  'no-quarantine': noQuarantine,
  'stale-body': staleBody,
  'stale-edit': staleEdit,
  'no-late': noLate,
}

const same = <T>(one: T): T => one

export const weakerPlatform = (variant?: Variant) => (variant && platforms[variant]) ?? same
/** That lines are kept is taken out of the database itself, for `no-order` (desk.ts). */
export const weakerStore = (variant?: Variant) => (variant && stores[variant]) ?? same
