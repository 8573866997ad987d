import { runChatBenchmark } from './chat.ts'

/** Slack takes a connection away every few hours; every few seconds shows in a minute what that costs. */
const replaced = { perSecond: 100, replacedEvery: 3 }

export const runSlackBenchmark = (args: string[]): Promise<void> =>
  runChatBenchmark(
    {
      name: 'slack',
      generator: new URL('./slack-generator.ts', import.meta.url),
      ways: [{ by: 'Socket Mode', replaced }, { by: 'HTTP' }],
      comparedUpTo: 300,
    },
    args,
  )
