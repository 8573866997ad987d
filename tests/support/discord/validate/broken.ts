/** A rule that a body breaks, and where: `embeds.0.title`. */
export type Broken = { rule: string; path: string; isOurs?: boolean }

/** Characters are counted as JavaScript does, which is never fewer than Discord counts. */
export const within = (
  text: string,
  [least, most]: readonly [number, number],
  path: string,
): Broken[] => [
  ...broken(text.length > most, `over ${most} characters`, path),
  ...broken(text.length < least, `under ${least} characters`, path),
]

export const atMost = (count: number, most: number, what: string, path: string): Broken[] =>
  broken(count > most, `over ${most} ${what}`, path)

export const broken = (isBroken: boolean, rule: string, path: string): Broken[] =>
  isBroken ? [{ rule, path }] : []

/** A rule of ours: Discord would serve the request. */
export const ours = (isBroken: boolean, rule: string, path: string): Broken[] =>
  isBroken ? [{ rule, path, isOurs: true }] : []

export const each = <T>(
  items: readonly T[] | null | undefined,
  path: string,
  check: (item: T, path: string) => Broken[],
): Broken[] => (items ?? []).flatMap((item, at) => check(item, `${path}.${at}`))

/** One for each value that stands a second time. */
export const twice = (values: readonly string[], rule: string, path: string): Broken[] =>
  values.flatMap((value, at) => broken(values.indexOf(value) < at, rule, path))
