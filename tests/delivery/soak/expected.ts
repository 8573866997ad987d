import type { Expected } from '../check/evidence.ts'
import type { Desk } from '../desk.ts'
import { minutesBetween, slotAt } from '../slots.ts'

type Look = { at: number; rests: number; last: number }

/** What every digest of every other minute must have an edition for: not for what came while it rested. */
export const expectedOf = async ({ read }: Desk, until: number): Promise<Expected[]> => {
  type Row = { id: string; zone: string; created: number; schedule: string }
  const digests = await read<Row>('select id, zone, created, schedule from digest')
  const looks = await looksOf(read)
  return digests.flatMap(({ id, zone, created, schedule }) => {
    const own = looks.get(id) ?? []
    const [first] = (JSON.parse(schedule) as { times: number[] }).times
    return minutesBetween(created, until)
      .filter((minute) => (minute / 60_000) % 2 === first)
      .filter((minute) => !rested(own, minute))
      .map((minute) => ({ digest: id, slot: slotAt(minute, zone) }))
  })
}

const looksOf = async (read: Desk['read']): Promise<Map<string, Look[]>> => {
  const notes = await read<{ id: string; at: number; data: string }>(
    "select id, at, data from diary where what = 'digest' order by seq",
  )
  const looks = notes.map(({ id, at, data }) => ({ id, at, ...JSON.parse(data) }))
  return Map.groupBy(looks, ({ id }) => id)
}

/** Whether it rested at that minute, or before anybody had looked whether it was due. */
const rested = (looks: readonly Look[], minute: number): boolean => {
  const before = looks.findLast(({ at }) => at <= minute)
  const planned = looks.findIndex(({ last }) => last >= minute)
  const meanwhile = looks.filter(({ at }, nth) => at > minute && (planned < 0 || nth <= planned))
  return [...(before ? [before] : []), ...meanwhile].some(({ rests }) => rests === 1)
}
