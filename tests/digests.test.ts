import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importFolder } from '#intake/import'
import { made } from './support/briefings.ts'
import { brisk } from './support/delivering.ts'
import { type Desk, deskOnDiscord, deskOnSlack, withDelivery } from './support/desk.ts'
import { shippedFolder } from './support/engine.ts'
import { eventually } from './support/eventually.ts'
import { temporaryFolder } from './support/folder.ts'

const desks = [
  ['Discord', deskOnDiscord],
  ['Slack', deskOnSlack],
] as const

/** Publishes briefings that were not there before. */
const publish = async ({ store }: Desk, ...briefings: Parameters<typeof made>[0][]) => {
  const folder = temporaryFolder()
  cpSync(shippedFolder, folder, { recursive: true })
  for (const fields of briefings) writeFileSync(join(folder, `${fields?.slug}.md`), made(fields))
  const { refused } = await importFolder(store, folder)
  expect(refused).toEqual([])
}

/** A desk whose clock can be moved forward to the minute at which a digest is due. */
const atDesk = async (create: (typeof desks)[number][1], noticeAfterMs?: number) => {
  let offset = 0
  const desk = await create({ clockOffsetMs: () => offset })
  const delivery = withDelivery(desk, noticeAfterMs)
  return {
    ...desk,
    ...delivery,
    /** A little after the next time that a digest is due. */
    async toItsMinute() {
      const [digest] = await desk.store.digests.list({
        platform: desk.platform.name,
        target: desk.channel,
      })
      const now = await desk.store.outbox.clock()
      const at = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(digest!.zone)
      const time = Temporal.PlainTime.from({ hour: 0 }).add({ minutes: digest!.schedule.times[0]! })
      const today = at.withPlainTime(time)
      const due = Temporal.ZonedDateTime.compare(today, at) > 0 ? today : today.add({ days: 1 })
      offset += due.epochMilliseconds - now + 500
      await delivery.planner.tick()
    },
    later(ms: number) {
      offset += ms
    },
  }
}

const settled = (desk: Desk) =>
  eventually(async () => {
    const { total } = await desk.store.outbox.list(
      { states: ['planned', 'sending'] },
      { offset: 0, limit: 1 },
    )
    return total === 0
  })

describe.each(desks)('a digest on %s', (_, create) => {
  it('is made in chat, arrives at its minute, once, with its details in its thread', async () => {
    const desk = await atDesk(create)
    const set = await desk.ask('/digest create daily 08:00 topics:nato, us posture')
    expect(set.text).toMatch(/Set for #policy/)
    expect(set.text.match(/08:00/g)?.length).toBeGreaterThanOrEqual(4)
    expect(desk.posted()).toEqual([])

    await publish(desk, { slug: 'new-one', title: 'A new exercise is reported', topics: ['nato'] })
    await desk.toItsMinute()
    await settled(desk)
    await desk.planner.tick()
    await settled(desk)

    const [edition, ...others] = desk.posted()
    expect(others).toEqual([])
    expect(edition?.text).toMatch(/^TLP:CLEAR {2}Morning briefing, \w+day .*: 1 new/)
    expect(edition?.text).toContain('A new exercise is reported')
    expect(edition?.text).toContain('no change')
    expect(desk.threaded().map(({ text }) => text)).toEqual([
      expect.stringContaining('A new exercise is reported'),
    ])
    expect((await desk.ask('/digest history')).text).toMatch(/sent/)
    expect(desk.violations()).toEqual([])
  })

  it('is not posted where there is nothing new, and says so', async () => {
    const desk = await atDesk(create)
    await desk.ask('/digest create daily 08:00')
    await desk.toItsMinute()
    await settled(desk)
    expect(desk.posted()).toEqual([])
    expect((await desk.ask('/digest history')).text).toContain('there was nothing new')
  })

  it('shows a preview to the manager alone, and does not count it as shown', async () => {
    const desk = await atDesk(create)
    await desk.ask('/digest create daily 08:00')
    await publish(desk, { slug: 'new-one', title: 'A new exercise is reported' })
    expect((await desk.ask('/digest preview')).text).toContain('A new exercise is reported')
    expect(desk.posted()).toEqual([])
    await desk.ask('/digest send now')
    await settled(desk)
    expect(desk.posted()[0]?.text).toContain('A new exercise is reported')
    expect((await desk.ask('/digest send now')).text).toContain('nothing new')
  })

  it('comes alone to whoever wants it for themselves', async () => {
    const desk = await atDesk(create)
    expect((await desk.ask('/digest create daily 08:00', 'alone')).text).toContain(
      'your direct messages',
    )
    await publish(desk, { slug: 'new-one', title: 'A new exercise is reported' })
    await desk.ask('/digest send now', 'alone')
    await settled(desk)
    expect(desk.posted()).toEqual([])
    expect(desk.told().map(({ text }) => text)).toContainEqual(
      expect.stringContaining('A new exercise is reported'),
    )
  })

  it('asks a manager whether it arrived where nothing else can tell, and takes the answer', async () => {
    const desk = await atDesk(create, 240_000)
    await desk.ask('/digest create daily 08:00')
    await publish(desk, { slug: 'new-one', title: 'A new exercise is reported' })
    desk.hideHistory()
    desk.fail({ status: 502, when: 'after' })
    await desk.toItsMinute()
    await eventually(() => desk.posted().length === 1)
    desk.later(brisk.leaseMs + brisk.quarantineMs)
    const [unknown] = await eventually(async () => {
      const { items } = await desk.store.outbox.list(
        { states: ['unknown'] },
        { offset: 0, limit: 1 },
      )
      return items.length > 0 && items
    })
    expect(unknown).toMatchObject({ cause: 'edition', part: 0 })
    await desk.planner.tick()
    const notice = await eventually(() => desk.told().at(-1))
    expect(notice?.text).toMatch(/cannot tell whether \w+day's 08:00 .* reached #policy/)
    expect(notice?.buttons).toEqual(['It did', 'It did not, post it'])

    await notice?.press('It did')
    await eventually(async () => (await desk.ask('/digest history')).text.includes('· sent'))
    await settled(desk)
    expect(desk.posted().length).toBe(1)
    expect((await desk.ask('/digest send now')).text).toContain('nothing new')
    expect(desk.violations()).toEqual([])
  })

  it('is posted once more when a manager says that it did not arrive', async () => {
    const desk = await atDesk(create)
    await desk.ask('/digest create daily 08:00')
    await publish(desk, { slug: 'new-one', title: 'A new exercise is reported' })
    desk.hideHistory()
    desk.fail({ status: 502, when: 'before' })
    await desk.toItsMinute()
    await eventually(async () =>
      (await desk.store.outbox.counts()).some(({ state }) => state === 'sending'),
    )
    desk.later(brisk.leaseMs + brisk.quarantineMs)
    await eventually(async () =>
      (await desk.store.outbox.counts()).some(({ state }) => state === 'unknown'),
    )
    await desk.planner.tick()
    const notice = await eventually(() => desk.told().at(-1))
    expect(desk.posted()).toEqual([])
    await notice?.press('It did not, post it')
    await eventually(() => desk.posted().length === 1)
    expect(desk.posted()[0]?.text).toContain('A new exercise is reported')
  })

  it('rests where it may no longer be posted, says why, and goes on when it may', async () => {
    const desk = await atDesk(create)
    await desk.ask('/digest create daily 08:00')
    await publish(desk, { slug: 'new-one', title: 'A new exercise is reported' })
    desk.lockOut()
    await desk.toItsMinute()
    await settled(desk)
    await desk.planner.tick()
    await settled(desk)
    expect(desk.posted()).toEqual([])
    const notice = await eventually(() => desk.told().at(-1))
    expect(notice?.text).toContain('did not reach')
    const list = { platform: desk.platform.name, target: desk.channel }
    expect((await desk.store.digests.list(list))[0]?.pause).toMatchObject({ by: 'fault' })

    desk.letIn()
    await eventually(async () => {
      await desk.planner.tick()
      const [digest] = await desk.store.digests.list(list)
      if (digest?.pause) desk.later(601_000)
      return digest?.pause === undefined
    })
    await desk.toItsMinute()
    await settled(desk)
    expect(desk.posted()[0]?.text).toContain('A new exercise is reported')
  })
})
