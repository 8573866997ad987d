import type { Precedence } from '#core/precedence'
import type { Tlp } from '#core/tlp'
import { everyInvoked, everySuggested } from './asking.ts'
import type { Limits } from './places.ts'
import type { Step } from './steps.ts'
import type { Story } from './stories.ts'
import type { Session } from './twins.ts'

type Told = Partial<Omit<Story, 'versions' | 'n'>> & { tlps: Tlp[]; precedence?: Precedence }

/** Stories, each in revisions with these labels, the second and every other one absent where it is hidden. */
export const storiesOf = (...told: Told[]): Story[] =>
  told.map(({ tlps, precedence = 'ROUTINE', ...fields }, n) => ({
    ...{ owner: '', topic: 'nato', recipient: 'discord:3' },
    ...{ isAhead: false, isWithdrawn: false, isAbsent: n % 2 === 1 },
    ...fields,
    n,
    versions: tlps.map((tlp) => ({ tlp, kind: 'correction' as const, precedence })),
  }))

/** One of each: what is seen, hidden, raised, lowered, named, another's, dated ahead and withdrawn. */
export const stories = storiesOf(
  { tlps: ['CLEAR', 'CLEAR'], owner: 'team' },
  { tlps: ['AMBER', 'AMBER'] },
  { tlps: ['GREEN', 'AMBER'], owner: 'team', topic: 'russia' },
  { tlps: ['RED'], owner: 'team' },
  { tlps: ['CLEAR', 'CLEAR'], owner: 'other' },
  { tlps: ['AMBER', 'GREEN'], owner: 'team', topic: 'industry' },
  { tlps: ['GREEN'], isWithdrawn: true, precedence: 'FLASH' },
  { tlps: ['CLEAR'], isAhead: true, topic: 'russia' },
)

const publishing = (...which: number[]): Step[] =>
  which.map((one) => ({ kind: 'publish', which: one }))
const here = { spot: 'here' } as const
const run = (who: number, command: string, options: Record<string, string> = {}): Step => ({
  ...{ ...here, kind: 'run', who },
  invoked: { command, options },
})

/** An editor elsewhere: what is answered may no longer be seen by whoever asked when it arrives. */
const answering = {
  ...({ kind: 'run', spot: 'desk', who: 1 } as const),
  invoked: { command: 'requests answer', options: { request: '@-1', briefing: 'note-walrus' } },
}

/** Two people ask where more may be seen: whether that was answered is not to be read off a count elsewhere. */
const askedAtDesk = [0, 1].map(
  (who): Step => ({
    ...{ kind: 'run', spot: 'desk', who },
    invoked: { command: 'ask', options: { question: 'Where did the heron brigade exercise?' } },
  }),
)

/** A little of everything that can be done with what is shown, while it changes. */
const days: Step[] = [
  { kind: 'work' },
  run(0, 'watch corrections', { state: 'on' }),
  ...[0, 1].flatMap((who) => [
    run(who, 'topics'),
    run(who, 'latest'),
    run(who, 'latest', { topic: 'nato' }),
    run(who, 'brief', { subject: 'note-walrus' }),
    run(who, 'brief', { subject: 'note-heron' }),
    run(who, 'ask', { question: 'Where did the walrus brigade exercise?' }),
  ]),
  { ...here, kind: 'share', who: 0, invoked: { command: 'latest', options: {} } },
  { ...here, kind: 'say', who: 1, text: 'Where did the badger brigade exercise?' },
  { ...here, kind: 'say', who: 1, text: 'Where did the heorn brigade exercise?' },
  { ...here, kind: 'look', who: 0 },
  run(1, 'briefing post', { what: 'note-walrus', channels: '#policy, #desk' }),
  run(1, 'briefing post', { what: 'note-heron', channels: '#policy' }),
  run(0, 'digest send', { digest: 'Morning briefing', when: 'now' }),
  { kind: 'work' },
  ...publishing(0, 1, 2, 4, 5, 6),
  { kind: 'work' },
  run(0, 'digest preview'),
  run(0, 'audit'),
  ...askedAtDesk,
  run(1, 'requests gaps'),
  { kind: 'day' },
  { kind: 'work' },
  run(2, 'requests send', { question: 'What does the walrus brigade do?', name: 'without' }),
  { ...answering, isSure: true },
  run(2, 'workspace leave'),
  { kind: 'work' },
  { kind: 'lower', channel: 'policy', tlp: 'CLEAR' },
  ...Array.from(
    { length: 12 },
    (_, which): Step => ({
      ...{ ...here, kind: 'press', who: which % 3, which, shares: which % 4 === 0 },
    }),
  ),
  { kind: 'work' },
]

const limits: Limits = {
  policy: 'GREEN',
  desk: 'AMBER',
  lounge: 'CLEAR',
  'members of team': 'GREEN',
  'members of other': 'CLEAR',
}

/** Days as they come, in a channel and alone with the bot. */
export const eventful: readonly [Session, Session] = [
  { stories, limits, observer: { channel: 'policy' }, steps: days },
  { stories, limits, observer: { person: 'discord:3' }, steps: days },
]

/** Every command there is, told many things by different people, and everything that is suggested. */
export const everything: readonly Session[] = eventful.map((session, nth) => ({
  ...session,
  steps: [
    ...everyInvoked(3, nth).map((invoked, who): Step => ({ ...here, kind: 'run', who, invoked })),
    ...everySuggested().map((wish, who): Step => ({ ...here, kind: 'suggest', who, wish })),
    { kind: 'work' },
    ...publishing(0, 1, 2, 5),
    { kind: 'work' },
    ...everyInvoked(1, nth + 7).map(
      (invoked, who): Step => ({ ...here, kind: who % 2 ? 'share' : 'run', who, invoked }),
    ),
  ],
}))
