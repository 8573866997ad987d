import { expect, it } from 'vitest'
import type { Tlp } from '#core/tlp'
import { type Desk, deskOnDiscord, deskOnSlack, withDelivery } from '../support/desk.ts'
import { eventually } from '../support/eventually.ts'
import { everyInvoked } from './asking.ts'
import { publicationOf, type Story, tellingIn, today } from './stories.ts'
import { storiesOf } from './tours.ts'

const stories = storiesOf(
  { tlps: ['CLEAR', 'CLEAR'] },
  { tlps: ['AMBER', 'AMBER'] },
  { tlps: ['GREEN'] },
  { tlps: ['CLEAR', 'GREEN'] },
)

const publish = ({ store }: Desk, story: Story, revision: number) =>
  store.publish('', [publicationOf({ story, revision }, () => 'itself')])

const limit = ({ store, channel, workspace, manager }: Desk, tlp: Tlp): Promise<void> =>
  store.rooms.setLimit({ workspace, channel, tlp, setBy: manager, setAt: `${today}T08:00:00Z` })

/** Words that stand above CLEAR, in all that was sent since then. */
const hiddenSince = (desk: Desk, before: readonly string[]): string[] => {
  const known = new Set(before)
  const sent = desk.sent().filter((one) => !known.has(one))
  return tellingIn(sent.join('\n'))
    .filter(({ n, revision }) => stories[n]?.versions[revision - 1]?.tlp !== 'CLEAR')
    .map(({ word }) => word)
}

/** Whatever can be asked; a platform takes no more than it knows of some of it. */
const askEverything = async (desk: Desk, lines: readonly string[]): Promise<number> => {
  let answers = 0
  for (const line of lines)
    await desk.ask(line).then(
      () => {
        answers += 1
      },
      () => undefined,
    )
  return answers
}

it.each([
  ['discord', deskOnDiscord],
  ['slack', deskOnSlack],
] as const)(
  'sends not a byte to %s of what may not be seen there',
  async (_, open) => {
    const desk = await open({ now: () => Temporal.Instant.from(`${today}T09:00:10Z`) })
    const { planner, poke } = withDelivery(desk)
    const work = async (): Promise<void> => {
      await planner.tick()
      poke()
      await eventually(async () => {
        const page = { offset: 0, limit: 1 }
        return (await desk.store.outbox.list({ states: ['planned', 'sending'] }, page)).total === 0
      })
    }
    await limit(desk, 'AMBER')
    await desk.ask('/digest create daily 08:00 form:long')
    for (const story of stories) await publish(desk, story, 1)
    const latest = await desk.ask('/latest')
    await desk.ask('/digest send now')
    await work()
    expect(hiddenSince(desk, [])).not.toEqual([])

    await limit(desk, 'CLEAR')
    const before = desk.sent()
    const [, ...read] = latest.buttons
    for (const label of read) await latest.press(label).catch(() => undefined)
    for (const story of stories) if (story.versions.length > 1) await publish(desk, story, 2)
    await work()
    const lines = everyInvoked(1, 5).map((invoked) => desk.write(invoked))
    expect(await askEverything(desk, lines)).toBeGreaterThan(lines.length / 2)
    await desk.ask('/digest send now')
    await work()
    expect(hiddenSince(desk, before)).toEqual([])
    expect(
      desk
        .posted()
        .map(({ text }) => text)
        .join(),
    ).toContain('no longer shown')
  },
  60_000,
)
