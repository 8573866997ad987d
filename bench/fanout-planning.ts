import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { parseSchedule } from '#core/schedule'
import type { StorePlace } from '#core/store'
import { dailyAt, makeDigests, minuteIn, type Place, type Terms, zone } from './fanout-digests.ts'
import type { Planning } from './fanout-results.ts'
import { openAt } from './scale-places.ts'

/** Of the digests so many come in one minute, as one part. */
const shareDue = 10
/** What making one takes, and what a process needs to start; in milliseconds, and generous. */
const makingMs = 1
const startMs = 15_000

/** Where the clock shows another time for the same moment. */
const zones = [zone, 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland']

/** What people order beside a daily one. */
const otherSchedules = [
  'weekdays 08:00',
  'mondays and thursdays 9:00',
  'monthly 1 08:00',
  'monthly on the last day 17:30',
  'every 2 hours',
  '0 8 * * 1-5',
  'daily at 7:30 and 18:00',
].map(parseSchedule)

/** Plans what comes due in one minute among ten times as many digests. */
export const measurePlanning = async (place: StorePlace, digests: number): Promise<Planning> => {
  const store = await openAt(place)
  const due = Math.round(digests / shareDue)
  const places = Array.from({ length: digests }, (_, at) => placeOf(at))
  await makeDigests(store, places.slice(due), otherTerms, due)
  const minute = quietMinuteIn(startMs + due * makingMs)
  await makeDigests(store, places.slice(0, due), (at) => termsAt(minute, at))
  await store.close()
  const child = fork(fileURLToPath(new URL('./fanout-planning-child.ts', import.meta.url)), [
    JSON.stringify(place),
    `${minute}`,
  ])
  const exit = once(child, 'exit')
  const failed = exit.then(([code]) => {
    throw new Error(`planning ended with ${code}`)
  })
  const [told] = (await Promise.race([once(child, 'message'), failed])) as [Planning]
  failed.catch(() => undefined)
  await exit
  return { ...told, digests }
}

/** A hundred channels to a workspace. */
const placeOf = (at: number): Place => ({
  platform: 'discord',
  workspace: `${Math.floor(at / 100)}`,
  target: `${1_000_000 + at}`,
})

const termsAt = (minute: number, at: number): Terms => {
  const inZone = zones[at % zones.length] ?? zone
  return { schedule: dailyAt(minute, inZone), zone: inZone, sendsEmpty: false }
}

/** All of the others come with a full or a half hour somewhere. */
const quietMinuteIn = (ms: number): number => {
  const minute = minuteIn(ms)
  return minute % (30 * 60_000) === 0 ? minute + 60_000 : minute
}

const otherTerms = (at: number): Terms => ({
  schedule: otherSchedules[at % otherSchedules.length]!,
  zone: zones[at % zones.length] ?? zone,
  sendsEmpty: false,
})
