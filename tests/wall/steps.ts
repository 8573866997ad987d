import fc from 'fast-check'
import { commands } from '#commands'
import type { Invoked } from '#core/reply'
import { type Tlp, tlps } from '#core/tlp'
import { anyInvoked, anySuggested, anyText, type Suggested } from './asking.ts'
import {
  type Audience,
  actingIn,
  askerAt,
  type Channel,
  channels,
  type Person,
  type Spot,
} from './places.ts'
import type { Story } from './stories.ts'
import type { World } from './world.ts'

/**
 * Something that happens. Numbers choose among those there are; `here` is where the observer is. What
 * `isSure` comes to the same whatever is hidden from the observer.
 */
export type Step =
  | {
      kind: 'run' | 'share' | 'check'
      spot: Spot | 'here'
      who: number
      invoked: Invoked
      isSure?: true
    }
  | { kind: 'say'; spot: Spot | 'here'; who: number; text: string }
  | { kind: 'suggest'; spot: Spot | 'here'; who: number; wish: Suggested }
  | { kind: 'look'; spot: Spot | 'here'; who: number }
  | { kind: 'press'; spot: Spot | 'here'; who: number; which: number; shares: boolean }
  | { kind: 'publish'; which: number }
  | { kind: 'lower'; channel: Channel; tlp: Tlp }
  | { kind: 'open'; channel: Channel }
  | { kind: 'work' }
  | { kind: 'day' }

const spots = fc.constantFrom('here', 'here', 'here', 'policy', 'desk', 'lounge', 'alone')
const who = fc.nat(3)
const at = { spot: spots, who }

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('run' as const), ...at, invoked: anyInvoked() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('share' as const, 'check' as const),
      ...at,
      invoked: anyInvoked(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('say' as const), ...at, text: anyText }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('suggest' as const), ...at, wish: anySuggested }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('look' as const), ...at }) },
  {
    weight: 4,
    arbitrary: fc.record({
      ...{ kind: fc.constant('press' as const), ...at },
      ...{ which: fc.nat(30), shares: fc.boolean() },
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('publish' as const), which: fc.nat(7) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('lower' as const),
      channel: fc.constantFrom(...channels.map(({ id }) => id)),
      tlp: fc.constantFrom(...tlps),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('open' as const),
      channel: fc.constantFrom(...channels.map(({ id }) => id)),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ kind: 'work' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'day' as const }) },
)

/** What others do elsewhere may hang on what they see there; what only shows it changes nothing for anyone. */
const onlyShows = new Set(
  commands
    .filter(({ allow, isPrivate, form }) => allow === 'anyone' && !isPrivate && !form)
    .map(({ name }) => name)
    .concat('digest create', 'digest send', 'digest preview', 'digest list', 'digest history'),
)

type Asked = { spot: Spot; person: Person; isWatched: boolean }

type Place = { stories: readonly Story[]; observer: Audience }

/** Takes one step in a world. */
export const take = async (
  world: World,
  step: Step,
  { stories, observer }: Place,
): Promise<void> => {
  world.pass(step.kind === 'day' ? 1 : 0)
  if (step.kind === 'day') return
  if (step.kind === 'work') return world.work()
  if (step.kind === 'publish') return world.publish(stories[step.which % stories.length]!)
  if (step.kind === 'lower') return world.lower(step.channel, step.tlp)
  if (step.kind === 'open') return world.letIn(step.channel)
  const own = observer.channel ?? 'alone'
  const spot = step.spot === 'here' ? own : step.spot
  const acting = actingIn(spot, observer)
  const person = acting[step.who % acting.length]!
  await ask(world, step, { spot, person, isWatched: spot === own })
}

type Asking = Exclude<Step, { kind: 'publish' | 'lower' | 'open' | 'work' | 'day' }>

const ask = async (world: World, step: Asking, asked: Asked): Promise<void> => {
  const { spot, person, isWatched } = asked
  const { door } = world
  const asker = askerAt(spot, person)
  if (step.kind === 'say') {
    await door.receive({ id: `i${world.steps()}`, asker, text: step.text })
  } else if (step.kind === 'suggest') {
    const found = await door.suggest(step.wish, asker)
    await world.show(spot, person, `suggestions for ${JSON.stringify(step.wish)}`, found)
  } else if (step.kind === 'look') {
    await world.show(spot, person, 'newest topics', await door.newestTopics?.(asker))
  } else {
    const invoked = invokedBy(world, step, spot)
    const isSure = isWatched || ('isSure' in step && step.isSure === true)
    if (!invoked || !(isSure || onlyShows.has(invoked.command))) return
    await invoke(
      world,
      step.kind === 'press' ? (step.shares ? 'share' : 'run') : step.kind,
      invoked,
      asked,
    )
  }
}

const invoke = async (
  world: World,
  how: 'run' | 'share' | 'check',
  invoked: Invoked,
  { spot, person }: Asked,
): Promise<void> => {
  const { door } = world
  const asker = askerAt(spot, person)
  const said = `${how} ${JSON.stringify(invoked)}`
  if (how === 'check') {
    await world.show(spot, person, said, await door.faults?.(invoked, asker))
  } else if (how === 'run') {
    await world.answer(spot, person, said, await door.run(invoked, asker))
  } else if (!asker.isDirect) {
    await world.answer(spot, person, said, await door.share(invoked, asker, `s${world.steps()}`))
  }
}

/** With ids that were drawn in this world; no limit is ever raised. */
const invokedBy = (
  world: World,
  step: Extract<Asking, { kind: 'run' | 'share' | 'check' | 'press' }>,
  spot: Spot,
): Invoked | undefined => {
  if (step.kind === 'press') {
    const all = world.buttonsAt(spot)
    return all.length > 0 ? all.at(-1 - (step.which % all.length)) : undefined
  }
  const { command, options } = step.invoked
  const told = Object.entries(options).map(([name, value]) => [name, idIn(world, value)])
  const filled = { command, options: Object.fromEntries(told) as Record<string, string> }
  return command === 'tlp set' ? world.withinLimits(filled, spot) : filled
}

const idIn = ({ drawn }: World, value: string): string => {
  const [, nth] = value.match(/^@(-?\d)$/) ?? []
  return nth === undefined ? value : (drawn.at(Number(nth)) ?? 'aaaa')
}
