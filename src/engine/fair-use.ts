import type { Asker } from '#core/chat'
import type { Command } from '#core/command'
import { UserError } from '#core/errors'
import type { FairUse, Share, UsedUp } from '#core/fair-use'
import type { Log } from '#core/log'
import type { Rights } from '#core/role'
import { counted } from '#core/show'
import type { Store } from '#core/store'

export type FairUseParts = {
  store: Pick<Store, 'fairUse'>
  platform: { name: string; homeOf?(person: string): string }
  /** Without them nothing is counted. */
  fairUse?: FairUse
  log: Log
}

/** `typed` as a command, or in words; a press, and a form that was filled in, go on with something. */
export type Manner = 'typed' | 'pressed'

/** Throws UserError where a command is more than is fair at this moment. */
export type Count = (command: Pick<Command, 'allow'>) => Promise<void>

/** Nobody presses so often by hand, and who reads on is not to be kept waiting. */
const pressesForOne = 3

/**
 * Counts what people ask for, so that one of them, or one room, leaves enough of the machine for the rest.
 * An editor at work is never held up; nor is anybody where it cannot be counted.
 */
export const counting =
  (
    { store, platform, fairUse, log }: FairUseParts,
    asker: Asker,
    { manages, edits }: Pick<Rights, 'manages' | 'edits'>,
    manner: Manner,
  ): Count =>
  async ({ allow }) => {
    if (!fairUse) return
    if (allow !== 'anyone' && (manages || edits)) return
    const shares = sharesOf(fairUse, platform, asker, manner)
    if (shares.length === 0) return
    const usedUp = await store.fairUse.take(shares).catch((error) => {
      log.error({ err: error }, 'what is fair was not counted')
      return undefined
    })
    if (usedUp) throw tooMany(usedUp)
  }

/** The narrowest first. Alone with the bot one takes from nobody's channel. */
const sharesOf = (
  most: FairUse,
  { name, homeOf }: FairUseParts['platform'],
  { person, workspace, channel, isDirect }: Asker,
  manner: Manner,
): Share[] => {
  if (manner === 'pressed') return shares([`${pressed} ${person}`, most.person * pressesForOne])
  const home = workspace || (homeOf?.(person) ?? '')
  return shares(
    [person, most.person],
    ...(isDirect ? [] : [[`${channels} ${name} ${channel}`, most.channel] as const]),
    ...(home === '' ? [] : [[`${workspaces} ${name} ${home}`, most.workspace] as const]),
  )
}

const pressed = 'pressed'
const channels = 'channel'
const workspaces = 'workspace'

const shares = (...all: (readonly [string, number])[]): Share[] =>
  all.flatMap(([subject, most]) => (most > 0 ? [{ subject, most }] : []))

const tooMany = ({ subject, most, againMs }: UsedUp): UserError => {
  const seconds = counted(Math.max(1, Math.ceil(againMs / 1_000)), 'second')
  const who = whose[subject.split(' ')[0] ?? ''] ?? 'one person'
  return new UserError(
    `That was more than ${most} within a minute, which is what ${who} may ask of me, so that others get their turn. Ask again in ${seconds}; nothing is lost.`,
  )
}

const whose: Readonly<Record<string, string>> = {
  [channels]: 'one channel',
  [workspaces]: 'one workspace',
}
