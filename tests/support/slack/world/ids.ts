import { randomBytes, randomInt } from 'node:crypto'

export const appId = 'A0LOOPBACK1'

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** An id as Slack makes them now: a letter for what it names, a nought, then nine more. */
export const newId = (kind: string): string =>
  `${kind}0${Array.from({ length: 9 }, () => letters[randomInt(letters.length)]).join('')}`

export const newSecret = (length = 24): string =>
  randomBytes(length).toString('base64url').replaceAll(/[-_]/g, '0').slice(0, length)

let last = 0

/** Slack's time of a message: seconds, with micros behind the point. Never the same twice. */
export const newTs = (): string => {
  last = Math.max(last + 1, Math.floor((performance.timeOrigin + performance.now()) * 1_000))
  return tsOf(last)
}

const tsOf = (micros: number): string =>
  `${Math.floor(micros / 1_000_000)}.${`${micros % 1_000_000}`.padStart(6, '0')}`

/** Strings of the same length, as all of our time are, but for what a caller gives. */
export const isLater = (one: string, other: string): boolean => microsOf(one) > microsOf(other)

export const microsOf = (ts: string): number => {
  const [seconds = '0', micros = ''] = ts.split('.')
  return Number(seconds) * 1_000_000 + Number(micros.padEnd(6, '0').slice(0, 6))
}
