import { commands } from '#commands'
import { OperatorError } from '#core/errors'
import { slackManifest } from '#platforms/slack/manifest'
import type { Operation } from './operation.ts'

export const operation: Operation = {
  name: 'manifest',
  usage: 'manifest slack [--url https://HOST]',
  summary: 'Prints the manifest to make the Slack app from',
  help: 'As JSON, made from the definitions in commands/: paste it under "From a manifest" at https://api.slack.com/apps. For Socket Mode; with --url, for a Sitrep that Slack reaches at that address.',
  flags: { url: { type: 'string' } },
  async run({ words: [platform], flags: { url }, print }) {
    if (platform !== 'slack')
      throw new OperatorError(
        `${platform === undefined ? 'For which platform?' : `"${platform}" takes no manifest.`} Usage: sitrep manifest slack [--url https://HOST]`,
      )
    print(JSON.stringify(slackManifest(commands, reachedAt(url)), null, 2))
    return 0
  },
}

const reachedAt = (url: string | boolean | undefined): { url?: string } => {
  if (typeof url !== 'string') return {}
  const isPlain = URL.canParse(url) && !/[?#]/.test(url)
  if (!isPlain || new URL(url).protocol !== 'https:')
    throw new OperatorError(
      `--url must be where Slack reaches Sitrep, like https://sitrep.example.org, not "${url}".`,
    )
  return { url }
}
