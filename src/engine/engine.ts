import type { Command, Deliver, OptionContext, Options, Parsed } from '#core/command'
import { UserError } from '#core/errors'
import type { Form, Invoked, Reply } from '#core/reply'
import type { Shown, Store } from '#core/store'
import { parseLine, type Typed } from '#core/usage'
import type { Viewer } from '#core/viewer'
import { writeLine } from '#core/write-line'
import { completions } from './complete.ts'
import { failureReply } from './failure.ts'
import { type Answerer, readingAs } from './reading.ts'

/** Where an answer will stand, as far as it is known before it is sent. */
export type Place = {
  platform: string
  workspace: string
  channel?: string
  person?: string
  message?: string
}

export type Invocation = {
  command: string
  options: Record<string, string>
  viewer: Viewer
  place: Place
}

export type Log = {
  info(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}

export type EngineParts = {
  commands: readonly Command[]
  store: Store
  answerer: Answerer
  now: () => Temporal.Instant
  zone: string
  isManager: (viewer: Viewer) => boolean | Promise<boolean>
  deliver: Deliver
  log: Log
}

/** Answers invocations, whichever door they come through; throws to nobody but an operator. */
export type Engine = {
  run(invocation: Invocation): Promise<Reply | Form>
  /** A line as it is typed: `/command ...`, or else a question. */
  runText(text: string, viewer: Viewer, place: Place): Promise<Reply | Form>
  /** Whole lines that a half-typed one could become. */
  complete(line: string, viewer: Viewer): Promise<string[]>
  /** What a person would type for what a button does. */
  write(invoked: Invoked): string
}

const question = 'ask'

export const createEngine = (parts: EngineParts): Engine => {
  const { commands, store, answerer, now, zone, log } = parts

  const answered = async (
    asked: () => Typed,
    viewer: Viewer,
    place: Place,
  ): Promise<Reply | Form> => {
    const began = performance.now()
    let command = '?'
    const done = (outcome: string, shown: number) =>
      log.info(
        {
          command,
          platform: place.platform,
          outcome,
          shown,
          ms: Math.round(performance.now() - began),
        },
        'answered',
      )
    try {
      const found = asked()
      command = found.command.name
      const reply = await runCommand(parts, found.command, found.options, viewer)
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
    run: ({ command: name, options, viewer, place }) =>
      answered(() => ({ command: named(commands, name), options }), viewer, place),
    runText: (text, viewer, place) =>
      answered(
        () =>
          text.trimStart().startsWith('/')
            ? parseLine(text, commands)
            : { command: named(commands, question), options: { question: text } },
        viewer,
        place,
      ),
    write: (invoked) => writeLine(invoked, commands),
    complete: (line, viewer) =>
      completions(line, commands, { read: readingAs(store, viewer, answerer), now: now(), zone }),
  }
}

const named = (commands: readonly Command[], name: string): Command => {
  const found = commands.find((command) => command.name === name)
  if (!found) throw new UserError('That is no longer offered here. All commands: /help')
  return found
}

const runCommand = async (
  { commands, store, answerer, now, zone, isManager, deliver }: EngineParts,
  command: Command,
  typed: Record<string, string>,
  viewer: Viewer,
): Promise<Reply | Form> => {
  if (command.allow === 'manager' && !(await isManager(viewer)))
    throw new UserError(`/${command.name} is for managers. Ask one of them to run it.`)
  const context = { read: readingAs(store, viewer, answerer), now: now(), zone }
  const options = await parseAll(command, typed, context)
  return command.run({ ...context, options, viewer, deliver, commands })
}

const parseAll = async (
  command: Command,
  typed: Record<string, string>,
  context: OptionContext,
): Promise<Parsed<Options>> => {
  const parsed: Record<string, unknown> = {}
  for (const [name, option] of Object.entries(command.options)) {
    const text = typed[name]
    if (text !== undefined && text.trim() !== '') parsed[name] = await option.parse(text, context)
    else if (option.required)
      throw new UserError(`/${command.name} needs <${name}>: ${option.summary}.`)
  }
  return parsed
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
