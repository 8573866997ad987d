import type { Command, OptionContext } from '#core/command'
import type { Orders } from '#core/digest'
import { UserError } from '#core/errors'
import type { Log } from '#core/log'
import type { Questions, Requests } from '#core/question'
import { type Choice, type Form, type Invoked, type Reply, typed } from '#core/reply'
import type { Own, Room } from '#core/room'
import type { Staff } from '#core/staff'
import type { Shown, Store } from '#core/store'
import { parseLine, type Typed } from '#core/usage'
import type { Viewer } from '#core/viewer'
import { writeLine } from '#core/write-line'
import type { Writing } from '#core/writing'
import { refuseOthers } from './allowed.ts'
import { completions } from './complete.ts'
import { failureReply } from './failure.ts'
import type { Count } from './fair-use.ts'
import { type Faults, faultsIn, parseAll } from './given.ts'
import { type Answerer, readingAs } from './reading.ts'

/** Where an answer will stand, as far as it is known before it is sent; `answer` names it in the ledger. */
export type Place = {
  platform: string
  workspace: string
  channel?: string
  person?: string
  answer?: string
}

/** Who asks, with whose eyes, and what they may change. */
export type Asking = {
  viewer: Viewer
  place: Place
  manages: boolean
  /** Managers are editors too. */
  edits?: boolean
  /** And so are those who approve. */
  approves?: boolean
  /** Whether others read the answer too. */
  isOverheard?: boolean
  room?: Room
  own?: Own
  /** What they may do with the digests of the place, where it posts any. */
  orders?: Orders
  questions?: Questions
  requests?: Requests
  writing?: Writing
  staff?: Staff
  hints?: readonly string[]
  /** Whether this is as much as is fair. */
  count?: Count
}

export type EngineParts = {
  commands: readonly Command[]
  store: Store
  answerer: Answerer
  now: () => Temporal.Instant
  zone: string
  log: Log
  /** Hears of everything that was answered. */
  answered?(one: Answered): void
}

/** `command` is `?` for what is none. */
export type Answered = { command: string; platform: string; outcome: string; ms: number }

/** Answers whichever door they come through; throws to nobody but an operator. */
export type Engine = {
  run(invoked: Invoked, asking: Asking): Promise<Reply | Form>
  /** A line as it is typed: `/command ...`, or else a question. */
  runText(text: string, asking: Asking): Promise<Reply | Form>
  /** What is wrong with what a command is told, as sentences, by option; rejects for any other fault. */
  faults(invoked: Invoked, reader: Reader): Promise<Faults>
  /** Whole lines that a half-typed one could become. */
  complete(line: string, viewer: Viewer, theirs?: Omit<Reader, 'viewer'>): Promise<string[]>
  /** Choices for one option, half typed. */
  suggest(wish: Suggestion, reader: Reader): Promise<Choice[]>
  /** What a person would type for what a button does. */
  write(invoked: Invoked): string
}

/** What reading a command's options takes of an asker. */
export type Reader = Pick<Asking, 'viewer' | 'own' | 'orders' | 'requests' | 'writing' | 'staff'>

export type Suggestion = { command: string; option: string; typed: string }

const question = 'ask'

export const createEngine = (parts: EngineParts): Engine => {
  const { commands, store, now, log } = parts

  const answered = async (asked: () => Typed, asking: Asking): Promise<Reply | Form> => {
    const { viewer, place } = asking
    const began = performance.now()
    let command = '?'
    const done = (outcome: string, shown: number) => {
      const ms = performance.now() - began
      const { platform } = place
      log.info({ command, platform, outcome, shown, ms: Math.round(ms) }, 'answered')
      parts.answered?.({ command, platform, outcome, ms })
    }
    try {
      const found = asked()
      command = found.command.name
      await asking.count?.(found.command)
      const reply = await runCommand(parts, found, asking)
      const shown = reply.kind === 'reply' ? ledgerLines(reply, place, command, now()) : []
      if (shown.length > 0) await store.recordShown(shown)
      done(reply.kind, shown.length)
      return reply
    } catch (error) {
      done(error instanceof UserError ? 'refused' : 'failed', 0)
      // The operator's door tells every fault itself, and ends with it.
      if (viewer.kind === 'operator') throw error
      return failureReply(error, (reference, cause) =>
        log.error({ reference, command, err: cause }, 'a command failed'),
      )
    }
  }

  return {
    run: ({ command, options }, asking) =>
      answered(() => ({ command: named(commands, command), options }), asking),
    runText: (text, asking) =>
      answered(
        () =>
          text.trimStart().startsWith('/')
            ? parseLine(text, commands)
            : { command: named(commands, question), options: { question: text } },
        asking,
      ),
    async faults({ command, options }, reader) {
      const found = commands.find(({ name }) => name === command)
      return found ? faultsIn(found, options, contextOf(parts, reader)) : {}
    },
    write: (invoked) => writeLine(invoked, commands),
    complete: (line, viewer, theirs) =>
      completions(line, commands, contextOf(parts, { viewer, ...theirs })),
    async suggest({ command, option, typed }, reader) {
      const found = commands.find(({ name }) => name === command)?.options[option]
      return (await found?.suggest?.(typed, contextOf(parts, reader))) ?? []
    },
  }
}

const named = (commands: readonly Command[], name: string): Command => {
  const found = commands.find((command) => command.name === name)
  if (!found) throw new UserError('That is no longer offered here. All commands: ', typed('/help'))
  return found
}

const contextOf = (
  { store, answerer, now, zone }: EngineParts,
  { viewer, own, orders, requests, writing, staff }: Reader,
): OptionContext => ({
  read: readingAs(store, viewer, answerer),
  now: now(),
  zone,
  ...(own && { own }),
  ...(orders && { orders }),
  ...(requests && { requests }),
  ...(writing && { writing }),
  ...(staff && { staff }),
})

const runCommand = async (
  parts: EngineParts,
  { command, options: given }: Typed,
  asking: Asking,
): Promise<Reply | Form> => {
  refuseOthers(command, asking)
  const { viewer, room, questions, hints } = asking
  const context = contextOf(parts, asking)
  const options = await parseAll(command, given, context)
  return command.run({
    ...context,
    options,
    viewer,
    commands: parts.commands,
    ...(room && { room }),
    ...(questions && { questions }),
    ...(hints && { hints }),
  })
}

const ledgerLines = (
  { shows }: Reply,
  place: Place,
  command: string,
  now: Temporal.Instant,
): Shown[] => {
  const distinct = new Map(
    shows.map((ref) => [`${ref.workspace}/${ref.briefing}@${ref.revision}`, ref]),
  )
  return [...distinct.values()].map(({ workspace: owner, briefing, revision }) => ({
    ...place,
    owner,
    briefing,
    revision,
    command,
    at: now.toString(),
  }))
}
