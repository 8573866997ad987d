/** What an old string became: another, or nothing. */
export type Pair = { from: string; to: string | undefined }

/**
 * Old strings with what they became: equal ones are kept, of a run that was replaced the first became the
 * first and so on, and what is left of an old run was taken out. What is new has nothing that it replaces.
 */
export const align = (was: readonly string[], now: readonly string[]): Pair[] => {
  const pairs: Pair[] = []
  const common = commonOf(was, now)
  let [old, young] = [0, 0]
  for (const [atWas, atNow] of [...common, [was.length, now.length] as const]) {
    const fresh = now.slice(young, atNow)
    for (const [nth, from] of was.slice(old, atWas).entries()) pairs.push({ from, to: fresh[nth] })
    const kept = was[atWas]
    if (kept !== undefined) pairs.push({ from: kept, to: kept })
    old = atWas + 1
    young = atNow + 1
  }
  return pairs
}

/** Where the longest row of strings that both have in this order stands in each. */
const commonOf = (
  was: readonly string[],
  now: readonly string[],
): (readonly [number, number])[] => {
  const lengths = was.map(() => new Array<number>(now.length + 1).fill(0))
  lengths.push(new Array<number>(now.length + 1).fill(0))
  const from = (old: number, young: number): number => lengths[old]?.[young] ?? 0
  for (let old = was.length - 1; old >= 0; old -= 1)
    for (let young = now.length - 1; young >= 0; young -= 1)
      lengths[old]![young] =
        was[old] === now[young]
          ? from(old + 1, young + 1) + 1
          : Math.max(from(old + 1, young), from(old, young + 1))
  const found: (readonly [number, number])[] = []
  for (let old = 0, young = 0; old < was.length && young < now.length; )
    if (was[old] === now[young]) found.push([old++, young++])
    else if (from(old + 1, young) >= from(old, young + 1)) old += 1
    else young += 1
  return found
}
