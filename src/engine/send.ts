import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Body, ChatPlatform, Outcome, Sought } from '#core/chat'

/** One answer or post on its way out: the key of each part follows from what it is for. */
export type Sending = {
  channel: string
  /** The message it answers, where it answers one. */
  to?: string
  bodies: readonly Body[]
  key: string
  /** When it was first tried, where it may have been: then it is looked for before it is sent. */
  triedSince?: Temporal.Instant
  now: () => Temporal.Instant
  /** Asked before each try: whether it may still be seen there. */
  mayStill?(): Promise<boolean>
}

/** Not sent, because it may no longer be seen there. */
type Withheld = { kind: 'withheld' }

/** The messages that are there for certain, and what kept the rest from being. */
export type Arrived = {
  messages: string[]
  stopped?: Exclude<Outcome, { kind: 'sent' }> | Withheld
}

/** A name for something sent that is the same whenever it is tried: 22 characters. */
export const keyOf = (...parts: (string | number)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)

/** Sends the parts in order, each once; stops at the first that does not arrive. */
export const send = async (platform: ChatPlatform, sending: Sending): Promise<Arrived> => {
  const messages: string[] = []
  for (const part of sending.bodies.keys()) {
    const outcome = await sendPart(platform, sending, part)
    if (outcome.kind !== 'sent') return { messages, stopped: outcome }
    messages.push(outcome.message)
  }
  return { messages }
}

/** After so many answers that got lost, whether it arrived is left open. */
const mostLost = 4
/** Whoever waits for an answer has left after this long. */
const patienceMs = 60_000

const sendPart = async (
  platform: ChatPlatform,
  { channel, to, bodies, key, triedSince, now, mayStill = anyTime }: Sending,
  part: number,
): Promise<Outcome | Withheld> => {
  const body = bodies[part] ?? {}
  const partKey = keyOf(key, part)
  const began = now()
  let tried = triedSince
  const isInTime = (): boolean => now().since(began).total('milliseconds') < patienceMs
  let isSignedInAnew = false
  for (let lost = 0; ; ) {
    const sought = { body, key: partKey, ...(to !== undefined && { to }) }
    const found = tried && (await lookFor(platform, channel, { ...sought, since: tried }, isInTime))
    if (found) return found
    if (!(await mayStill())) return { kind: 'withheld' }
    const outcome = await (to === undefined
      ? platform.post(channel, body, partKey)
      : platform.reply(channel, to, body, partKey))
    if (!isInTime()) return outcome
    if (outcome.kind === 'unknown') {
      lost += 1
      if (lost >= mostLost) return outcome
      tried ??= began
    } else if (outcome.kind === 'later') await waitUntil(outcome.at, now)
    // One refusal of a token need not be for good; the next request carries it again.
    else if (outcome.kind === 'signedOut' && !isSignedInAnew) isSignedInAnew = true
    else return outcome
  }
}

const anyTime = async (): Promise<boolean> => true

/** What is known of a part that may have arrived; undefined where it certainly has not. */
const lookFor = async (
  platform: ChatPlatform,
  channel: string,
  sought: Sought,
  isInTime: () => boolean,
): Promise<Outcome | undefined> => {
  for (;;) {
    const found = await platform.readBack(channel, sought)
    if (found.kind === 'absent') return undefined
    if (found.kind === 'found') return { kind: 'sent', message: found.message }
    if (found.again === undefined || !isInTime()) return { kind: 'unknown', why: found.why }
    await waitUntil(found.again, () => Temporal.Now.instant())
  }
}

const waitUntil = async (at: Temporal.Instant, now: () => Temporal.Instant): Promise<void> => {
  const left = at.since(now()).total('milliseconds')
  await wait(Math.min(Math.max(left, 0), patienceMs))
}
