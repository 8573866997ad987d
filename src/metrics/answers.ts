import { Counter, Histogram, type Registry } from 'prom-client'

/** One command that was answered, or a question; `command` is `?` for what is none. */
export type AnsweredOne = { command: string; platform: string; outcome: string; ms: number }

export type AnswerMetrics = {
  answered(one: AnsweredOne): void
  /** The platform has taken the acknowledgement. */
  acked(one: Pick<AnsweredOne, 'command' | 'platform' | 'ms'>): void
}

/** Seconds: both platforms give three to acknowledge. */
const buckets = [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 10]

/** What people asked for, by the names of commands that there are: never by anything that somebody wrote. */
export const answerMetrics = (registry: Registry, names: ReadonlySet<string>): AnswerMetrics => {
  const registers = [registry]
  const counts = new Counter({
    name: 'sitrep_commands_total',
    help: 'Commands and questions, and what came of them; refused: with a sentence that says why',
    labelNames: ['command', 'platform', 'outcome'],
    registers,
  })
  const acks = new Histogram({
    name: 'sitrep_ack_seconds',
    help: 'From when a command or press came until the platform had taken its acknowledgement',
    labelNames: ['command', 'platform'],
    ...{ buckets, registers },
  })
  const answers = new Histogram({
    name: 'sitrep_command_seconds',
    help: 'From when a command began to run until its answer was complete',
    labelNames: ['command', 'platform'],
    ...{ buckets, registers },
  })
  const known = (command: string): string => (names.has(command) ? command : 'none')
  return {
    answered({ command, platform, outcome, ms }) {
      counts.inc({ command: known(command), platform, outcome })
      answers.observe({ command: known(command), platform }, ms / 1_000)
    },
    acked: ({ command, platform, ms }) =>
      acks.observe({ command: known(command), platform }, ms / 1_000),
  }
}
