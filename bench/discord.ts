import { runChatBenchmark } from './chat.ts'

export const runDiscordBenchmark = (args: string[]): Promise<void> =>
  runChatBenchmark(
    {
      name: 'discord',
      generator: new URL('./discord-generator.ts', import.meta.url),
      ways: [{}],
      comparedUpTo: 100,
    },
    args,
  )
