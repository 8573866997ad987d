import type { Broken } from '../validate/index.ts'
import type { Json } from '../world/records.ts'

/** What an argument is; with a question mark it may be left out. */
export type Kind = keyof typeof kinds | `${keyof typeof kinds}?`
export type Takes = Record<string, Kind>

const matching = (pattern: RegExp) => (value: unknown) =>
  pattern.test(`${value}`) ? `${value}` : undefined

/** Arguments come as text in a form, and as what they are in JSON. */
const kinds = {
  text: (value: unknown) => (typeof value === 'string' ? value : undefined),
  channel: matching(/^[CGD][A-Z0-9]{5,}$/),
  user: matching(/^[UW][A-Z0-9]{5,}$/),
  users: matching(/^[UW][A-Z0-9]{5,}(,[UW][A-Z0-9]{5,})*$/),
  ts: matching(/^\d{10}\.\d{6}$/),
  /** A time, also of no message. */
  time: matching(/^\d+(\.\d+)?$/),
  number: (value: unknown) => (/^\d+$/.test(`${value}`) ? Number(value) : undefined),
  flag: (value: unknown) => flags[`${value}`],
  json: (value: unknown) => (typeof value === 'string' ? parsed(value) : (value ?? undefined)),
}

const flags: Record<string, boolean> = { true: true, 1: true, false: false, 0: false }

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Arguments as what they are, and what is wrong with them. */
export const readArguments = (takes: Takes, given: Json): { args: Json; broken: Broken[] } => {
  const args: Json = {}
  const broken: Broken[] = []
  for (const [name, value] of Object.entries(given)) {
    const kind = takes[name]?.replace('?', '') as keyof typeof kinds | undefined
    const read = kind && kinds[kind](value)
    if (read !== undefined) args[name] = read
    else broken.push({ rule: kind ? `no ${kind}` : 'no such argument', path: name })
  }
  const missing = Object.keys(takes).filter(
    (name) => !takes[name]?.endsWith('?') && !(name in given),
  )
  return { args, broken: [...broken, ...missing.map((path) => ({ rule: 'missing', path }))] }
}
