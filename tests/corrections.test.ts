import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sayReceipt } from '#core/say-correction'
import { progressOf } from '#engine/corrections/progress'
import { importFolder } from '#intake/import'
import { change, type Made, made } from './support/briefings.ts'
import {
  type Desk,
  type DeskWish,
  deskOnDiscord,
  deskOnSlack,
  withDelivery,
} from './support/desk.ts'
import { eventually } from './support/eventually.ts'
import { temporaryFolder } from './support/folder.ts'

const desks = { discord: deskOnDiscord, slack: deskOnSlack } as const

const five = 'Five seals were counted at Bergen this winter.'
const four = 'Four seals were counted at Bergen this winter.'

/** A folder with one briefing, and a way to write it anew. */
const briefings = (): { folder: string; write(fields: Made): void } => {
  const folder = temporaryFolder()
  writeFileSync(
    join(folder, 'topics.yaml'),
    '- slug: defence-core\n  name: Defence core\n  scope: All of it\n',
  )
  const write = (fields: Made): void =>
    writeFileSync(
      join(folder, 'seals.md'),
      made({ slug: 'seals', title: 'Seals counted', ...fields }),
    )
  write({ body: `\n## Reported\n\n${five}\n` })
  return { folder, write }
}

const today = Temporal.Now.plainDateISO('Europe/Brussels').toString()

const open = async (name: keyof typeof desks, wish: DeskWish = {}) => {
  const { folder, write } = briefings()
  const desk = await desks[name]({ folder, ...wish })
  const { planner, poke } = withDelivery(desk)
  const settled = async (): Promise<void> => {
    poke()
    await eventually(async () => {
      const page = { offset: 0, limit: 1 }
      return (await desk.store.outbox.list({ states: ['planned', 'sending'] }, page)).total === 0
    })
  }
  const beat = async (): Promise<void> => {
    await planner.tick()
    await settled()
  }
  return {
    desk,
    beat,
    settled,
    async correct(fields: Made = {}) {
      const changes = [change(2, 'correction', today)]
      write({ body: `\n## Reported\n\n${four}\n`, changes, ...fields })
      await importFolder(desk.store, folder)
      // What was found out in one beat is told of in the next.
      for (let count = 0; count < 3; count += 1) await beat()
    },
  }
}

const texts = (some: readonly { text: string }[]): string =>
  some.map(({ text }) => text).join('\n\n')

const share = async (desk: Desk): Promise<void> => {
  await (await desk.ask('/brief seals')).press('Share here')
  await eventually(() => desk.posted().length > 0)
}

/** An answer that lasts in direct messages; on Slack a command is answered in passing even there. */
const keep = async (desk: Desk): Promise<void> => {
  const seen = await desk.ask('/brief seals', 'alone')
  if (seen.buttons.includes('Keep')) await seen.press('Keep')
  await eventually(() => desk.told().length > 0)
}

describe.each(['discord', 'slack'] as const)('a correction on %s', (name) => {
  it('changes what was shared, and what was answered alone', async () => {
    const { desk, correct } = await open(name)
    await share(desk)
    await keep(desk)
    expect(texts(desk.told())).toContain(five)
    expect(texts(desk.posted())).toContain(five)
    await correct()
    for (const place of [desk.posted(), desk.told()]) {
      expect(place).toHaveLength(2)
      expect(texts(place)).not.toContain(five)
      expect(place[0]?.text).toContain(four)
      expect(place[0]?.text).toMatch(/Corrected .* \(Brussels\): was "five", is "four"/)
      expect(place[1]?.text).toMatch(/Corrected .* \(Brussels\): was "five", is "four"/)
      expect(place[1]?.buttons).toEqual(['Read it'])
    }
    expect(desk.violations()).toEqual([])
  })

  it('stands on top of the next reply to who was shown it in passing, once', async () => {
    const { desk, correct } = await open(name)
    await desk.ask('/brief seals')
    await correct()
    expect(desk.posted()).toEqual([])
    expect(desk.told()).toEqual([])
    expect((await desk.ask('/topics')).text).toMatch(
      /You were shown this otherwise before:\s+Corrected .*"Seals counted", was "five", is "four"/,
    )
    await eventually(
      async () => (await desk.store.corrections.owed(name, desk.manager)).length === 0,
    )
    expect((await desk.ask('/topics')).text).not.toContain('Corrected')
    expect(desk.violations()).toEqual([])
  })

  it('says nothing on top of what others may not see any more', async () => {
    const { desk, correct } = await open(name)
    await desk.ask('/brief seals')
    await correct({ tlp: 'TLP:AMBER' })
    expect((await desk.ask('/topics')).text).not.toMatch(/Corrected|Seals/)
  })

  it('is told at once to who watches', async () => {
    const { desk, correct } = await open(name)
    expect((await desk.ask('/watch corrections on')).text).toContain('You are told')
    await desk.ask('/brief seals')
    await correct()
    expect(texts(desk.told())).toContain('was "five", is "four"')
    expect(desk.told()).toHaveLength(1)
    expect((await desk.ask('/topics')).text).not.toContain('You were shown this otherwise')
    expect((await desk.ask('/watch corrections off')).text).toContain('next reply')
    expect((await desk.ask('/privacy')).text).not.toContain('wish to be told of')
  })

  it('is told first to who used it, with what they made of it', async () => {
    const { desk, correct } = await open(name)
    await share(desk)
    await (await desk.ask('/brief seals')).press('I used this')
    expect((await desk.ask('/used seals https://example.org/story')).text).toContain('Noted')
    await correct()
    expect(desk.told()).toHaveLength(1)
    const [told] = desk.told()
    expect(told?.text).toMatch(
      /You used this briefing on \d+ \w+ 20\d\d \(.*your link.*\): Corrected .*was "five", is "four"/s,
    )
    expect(told?.buttons).toEqual(['Read it', 'I did not use it'])
    const [correction] = await desk.store.corrections.of({ workspace: '', briefing: 'seals' })
    const progress = await progressOf({ store: desk.store, platforms: [] }, correction?.id ?? '')
    expect(sayReceipt(progress!)).toBe(
      'Corrected in 1 of 1 place. 1 person who used it has been told.',
    )
    expect((await desk.ask('/topics')).text).not.toContain('You were shown this otherwise')
    expect(desk.violations()).toEqual([])
  })

  it('is not told to who took it back, nor to who may no longer read it', async () => {
    for (const end of ['taken back', 'raised']) {
      const { desk, correct } = await open(name)
      await desk.ask('/used seals')
      if (end === 'taken back') await desk.ask('/used seals change:undo')
      await correct(end === 'raised' ? { tlp: 'TLP:AMBER' } : {})
      expect(desk.told(), end).toEqual([])
      expect((await desk.ask('/topics')).text).not.toContain(
        end === 'raised' ? 'Seals' : 'You used',
      )
    }
  })

  it('tells whoever answers for a channel where it could not be posted, once', async () => {
    const { desk, correct, settled, beat } = await open(name)
    await desk.ask('/digest create daily 08:00')
    await share(desk)
    await settled()
    desk.lockOut()
    await correct()
    await beat()
    const told = desk.told().filter(({ text }) => text.includes('A correction did not reach'))
    expect(told).toHaveLength(1)
    expect(texts(told)).not.toContain('Seals')
    expect(desk.violations()).toEqual([])
  })

  it('of which readers are not told goes nowhere', async () => {
    const { desk, correct } = await open(name)
    await share(desk)
    await correct({ changes: [change(2, 'editorial', today)] })
    expect(texts(desk.posted())).toContain(five)
    expect(desk.posted()).toHaveLength(1)
  })

  it('that only adds to it changes what stands there, and is not posted', async () => {
    const { desk, correct } = await open(name)
    await share(desk)
    await correct({ changes: [change(2, 'update', today)] })
    expect(desk.posted()).toHaveLength(1)
    expect(texts(desk.posted())).toMatch(/Updated .* was "five", is "four"/)
  })
})
