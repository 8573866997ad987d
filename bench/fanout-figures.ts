/** One request as the platform saw it: which channel it was for, and which delivery, where it says so. */
export type Sent = { at: number; kind: Kind; target: string; isAccepted: boolean } & {
  isTooMany: boolean
  key?: string
}

/** `other` is what a lane does not count: looking something up, or for something. */
export type Kind = 'message' | 'thread' | 'in thread' | 'other'

export type Figures = {
  /** Accepted: messages, threads, and messages in threads; in all, and of each. */
  requests: number
  kinds: Record<Exclude<Kind, 'other'>, number>
  /** Of those, from the first to the last. */
  perSecond: number
  /** The most in any one second, and in ten of them in the largest workspace; a second. */
  most: { inAll: number; workspace: number }
  /** Refused for another reason than that they were too many. */
  refused: number
  /** Refused as too many: of these requests, and of all others. */
  tooMany: { count: number; perThousand: number; others: number }
  /** Seconds from the minute on: until every channel had its first message, and until all was out. */
  first: number
  last: number
  /** When the last message to a small workspace was out, as a share of the whole. */
  small: number
  /** Channels without a message, and messages that were accepted twice. */
  lost: number
  twice: number
}

export type Asked = {
  due: number
  /** Channels that a digest was due in, and their workspaces, of which one may be large. */
  places: readonly { workspace: string; target: string }[]
  large: string
  /** Alerts, which are no digests; and a digest that was held up by hand, whose times say nothing. */
  alerts: ReadonlySet<string>
  doubtful: string | undefined
}

/** What came of all requests that a platform got. */
export const figuresOf = (
  all: readonly Sent[],
  { due, places, large, alerts, doubtful }: Asked,
): Figures => {
  const sent = all.filter(({ at }) => at >= due)
  const lane = sent.filter(({ kind, key = '' }) => kind !== 'other' && key !== doubtful)
  const accepted = lane.filter(({ isAccepted }) => isAccepted)
  const ofDigest = ({ key = '' }: Sent): boolean => !alerts.has(key)
  const digests = accepted.filter(ofDigest)
  const firsts = firstsOf(digests)
  const standing = firstsOf(sent.filter((one) => one.isAccepted && ofDigest(one)))
  const workspaceOf = new Map(places.map(({ workspace, target }) => [target, workspace]))
  const isSmall = ({ target }: Sent): boolean => workspaceOf.get(target) !== large
  const last = latest(digests)
  const count = lane.filter(({ isTooMany }) => isTooMany).length
  return {
    requests: accepted.length,
    kinds: {
      message: accepted.filter(isOf('message')).length,
      thread: accepted.filter(isOf('thread')).length,
      'in thread': accepted.filter(isOf('in thread')).length,
    },
    perSecond: rateOf(accepted),
    most: {
      inAll: mostWithin(accepted, 1),
      workspace: mostWithin(
        accepted.filter((one) => !isSmall(one)),
        10,
      ),
    },
    refused: lane.filter(({ isAccepted, isTooMany }) => !isAccepted && !isTooMany).length,
    tooMany: {
      count,
      perThousand: rounded((1_000 * count) / lane.length),
      others: sent.filter(({ kind, isTooMany }) => kind === 'other' && isTooMany).length,
    },
    first: seconds(Math.max(...firsts.values()) - due),
    last: seconds(last - due),
    small: rounded((latest(digests.filter(isSmall)) - due) / (last - due)),
    lost: places.filter(({ target }) => !standing.has(target)).length,
    twice: repeated(sent.filter(({ isAccepted }) => isAccepted)),
  }
}

const isOf =
  (kind: Kind) =>
  (one: Sent): boolean =>
    one.kind === kind

/** When the first message to each channel was there. */
const firstsOf = (accepted: readonly Sent[]): Map<string, number> => {
  const firsts = new Map<string, number>()
  for (const { kind, target, at } of accepted)
    if (kind === 'message' && !firsts.has(target)) firsts.set(target, at)
  return firsts
}

const rateOf = (accepted: readonly Sent[]): number => {
  const times = accepted.map(({ at }) => at)
  const ms = latest(accepted) - times.reduce((least, at) => Math.min(least, at), Infinity)
  return rounded((1_000 * (times.length - 1)) / ms)
}

const latest = (sent: readonly Sent[]): number =>
  sent.reduce((most, { at }) => Math.max(most, at), Number.NEGATIVE_INFINITY)

/** The most in any so many seconds, as a rate. */
const mostWithin = (sent: readonly Sent[], span: number): number => {
  const times = sent.map(({ at }) => at).sort((a, b) => a - b)
  let from = 0
  let most = 0
  for (const [upTo, at] of times.entries()) {
    while ((times[from] ?? at) <= at - span * 1_000) from += 1
    most = Math.max(most, upTo - from + 1)
  }
  return rounded(most / span)
}

/** A key names one message for good: what was accepted under it again is one too many. */
const repeated = (accepted: readonly Sent[]): number => {
  const keys = accepted.flatMap(({ key }) => key ?? [])
  return keys.length - new Set(keys).size
}

const seconds = (ms: number): number => rounded(ms / 1_000)
export const rounded = (value: number): number => Number(value.toFixed(2))
