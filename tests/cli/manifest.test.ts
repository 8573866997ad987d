import { expect, it } from 'vitest'
import { commands } from '#commands'
import { slackManifest } from '#platforms/slack/manifest'
import { installation } from '../support/program.ts'

const url = 'https://sitrep.example.org'

it.each([
  ['for Socket Mode', [], {}],
  ['for an address', ['--url', url], { url }],
])('prints the manifest %s as JSON, and nothing else', async (_, args, wish) => {
  const { out, err, code } = await installation().sitrep(['manifest', 'slack', ...args])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(JSON.parse(out)).toEqual(slackManifest(commands, wish))
})

it.each([
  [[], 'For which platform? Usage: sitrep manifest slack'],
  [['discord'], '"discord" takes no manifest.'],
  [['slack', '--url', 'http://sitrep.example.org'], '--url must be where Slack reaches Sitrep'],
  [['slack', '--url', 'sitrep.example.org'], '--url must be where Slack reaches Sitrep'],
  [['slack', '--url', `${url}/?a=b`], '--url must be where Slack reaches Sitrep'],
])('refuses %j with one line', async (args, message) => {
  const { out, err, code } = await installation().sitrep(['manifest', ...args])
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(err).toContain(message)
})
