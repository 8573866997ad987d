import fc from 'fast-check'
import { tlps } from '#core/tlp'
import { type Audience, eyesOf, type Limits, people } from './places.ts'
import { type Step, take } from './steps.ts'
import { lastOf, type Story, today, tomorrow } from './stories.ts'
import { openWorld, type Seen, type World, type WorldWish } from './world.ts'

export type Session = {
  stories: Story[]
  limits: Limits
  observer: Audience
  steps: Step[]
}

const anyTlp = fc.constantFrom(...tlps)

export const anyLimits: fc.Arbitrary<Limits> = fc.record({
  policy: anyTlp,
  desk: anyTlp,
  lounge: anyTlp,
  'members of team': anyTlp,
  'members of other': anyTlp,
})

/** A channel, or one person alone with the bot. */
export const anyObserver: fc.Arbitrary<Audience> = fc.constantFrom<Audience>(
  { channel: 'policy' },
  { channel: 'desk' },
  { channel: 'lounge' },
  ...people.map(({ person }) => ({ person })),
)

type How = Pick<WorldWish, 'noted' | 'forgetful'>

/**
 * Lives through a session twice, in a world and in one without what its observer may never see: the first
 * that the observer is shown otherwise, or that somebody is shown who may not see it.
 */
export const unlike = async (session: Session, how: How = {}): Promise<string[]> => {
  const { limits, observer, stories, steps } = session
  const ends = steps.some(({ kind }) => kind === 'day') ? tomorrow : today
  const wish = { stories, limits, observer: eyesOf(observer, limits, ends), ...how }
  const opening = [false, true].map((hides) => openWorld({ ...wish, hides }))
  const worlds = await Promise.all(opening)
  await using _ = { [Symbol.asyncDispose]: () => closed(worlds) }
  for (const step of [...beginnings(stories), ...steps, { kind: 'work' } as const]) {
    for (const world of worlds) await take(world, step, { stories, observer })
    const [mine = [], theirs = []] = worlds.map((world) => world.latest().filter(isFor(observer)))
    const found = [...worlds.flatMap(({ leaks }) => leaks), ...difference(mine, theirs)]
    if (found.length > 0) return found
  }
  return []
}

const closed = async (worlds: readonly World[]): Promise<void> => {
  await Promise.all(worlds.map((world) => world[Symbol.asyncDispose]()))
}

/** Each channel has a digest, and something of each story has been told, before anybody asks. */
const beginnings = (stories: readonly Story[]): Step[] => [
  ...managed.map(({ spot, who }) => ({
    ...{ kind: 'run' as const, spot, who },
    invoked: everyDay,
  })),
  ...stories.flatMap((story, which) =>
    Array.from({ length: Math.ceil(lastOf(story) / 2) }, () => ({
      kind: 'publish' as const,
      which,
    })),
  ),
]

const managed = [
  { spot: 'policy', who: 0 },
  { spot: 'desk', who: 0 },
  { spot: 'lounge', who: 2 },
] as const
const everyDay = { command: 'digest create', options: { when: 'daily 08:00', form: 'long' } }

const difference = (mine: readonly Seen[], theirs: readonly Seen[]): string[] => {
  const [one, other] = [mine, theirs].map((all) => all.map(({ masked }) => masked).join('\n'))
  return one === other ? [] : [`in this world:\n${one}\nin the other:\n${other}`]
}

/**
 * What differs between two such worlds, and is meant to: whoever set a limit is told what stands in the
 * room above it, by label and link. It says not a word of any briefing, which is looked at all the same.
 */
const mayDiffer = ({ what }: Seen): boolean => what.includes('"Outsiders can now read ')

const isFor =
  ({ channel, person }: Audience) =>
  (seen: Seen): boolean => {
    const { audience } = seen
    if (audience === 'log' || mayDiffer(seen)) return false
    return channel === undefined
      ? audience.channel === undefined && audience.person === person
      : audience.channel === channel
  }
