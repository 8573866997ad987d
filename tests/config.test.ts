import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { expect, it } from 'vitest'
import { OperatorError } from '#core/errors'
import { readConfig, settings } from '../src/config.ts'

const example = readFileSync(resolve(import.meta.dirname, '../.env.example'), 'utf8')

it('has a line in .env.example for each setting, with its default, and for nothing else', () => {
  const written = parseEnv(example.replace(/^# (?=[A-Z_]+=)/gm, ''))
  expect(Object.keys(written).sort()).toEqual(Object.keys(settings.shape).sort())
  expect(readConfig(written)).toEqual({ ...readConfig({}), logLevel: 'info' })
})

it('takes .env.example as it stands for the defaults', () => {
  expect(readConfig(parseEnv(example))).toEqual(readConfig({}))
})

it('takes an empty setting for one that is not there', () => {
  expect(readConfig({ TIME_ZONE: ' ', DATABASE_URL: '' })).toEqual(readConfig({}))
})

it.each([
  ['file:./data/x.db', './data/x.db'],
  ['file:/srv/x.db', '/srv/x.db'],
  ['file:///srv/x.db', '/srv/x.db'],
])('reads %s as the path %s', (url, path) => {
  expect(readConfig({ DATABASE_URL: url }).database).toEqual({ kind: 'sqlite', file: path })
})

it('names every fault at once, each with its variable and the remedy, and no value', () => {
  const faulty = {
    DATABASE_URL: 'mysql://user:hunter22@db/x',
    TIME_ZONE: 'Europe/Nowhere',
    LOG_LEVEL: 'loud',
    DATABASE_BUSY_MS: 'soon',
  }
  const failure = (() => {
    try {
      return readConfig(faulty)
    } catch (error) {
      return error
    }
  })()
  expect(failure).toBeInstanceOf(OperatorError)
  const lines = (failure as Error).message.split('\n')
  expect(lines.map((line) => line.split(' ')[0])).toEqual(Object.keys(faulty))
  expect(lines.join()).not.toMatch(/hunter22|Nowhere|loud|soon/)
})

it('knows which values are secrets', () => {
  const { secrets } = readConfig({
    DISCORD_TOKEN: 'a-token-of-discord',
    SLACK_BOT_TOKEN: 'xoxb-a-token',
    SLACK_SIGNING_SECRET: 'a-signing-secret',
    SOME_URL: 'postgres://user:p%40ss@db/x',
    BRIEFINGS_DIR: './briefings',
  })
  expect(secrets).toEqual(['a-token-of-discord', 'xoxb-a-token', 'a-signing-secret', 'p@ss'])
})

it.each([
  ['an app token alone', { SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN must'],
  ['a bot token alone', { SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_BOT_TOKEN needs SLACK_APP_TOKEN'],
  ['the tokens mixed up', { SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xoxb-1' }, 'belongs in'],
])('refuses half of what Slack needs: %s', (_, given, said) => {
  expect(() => readConfig(given)).toThrow(said)
})

it('reaches Slack by Socket Mode with an app token, else by HTTP', () => {
  const token = 'xoxb-1'
  const both = { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: 'secret' }
  const api = 'https://slack.com/api/'
  expect(readConfig(both).slack).toEqual({ token, appToken: 'xapp-1', api })
  const { SLACK_APP_TOKEN: _, ...signed } = both
  expect(readConfig({ ...signed, SLACK_API_URL: 'http://127.0.0.1:4880/api' }).slack).toEqual({
    token,
    signingSecret: 'secret',
    api: 'http://127.0.0.1:4880/api/',
  })
})

it('has no model unless one is named with its address', () => {
  expect(readConfig({}).model).toBeUndefined()
  expect(readConfig({ ANSWER_MODEL_LABEL: 'TLP:GREEN' }).model).toBeUndefined()
})

it.each([
  'http://127.0.0.1:11434/v1',
  'http://127.0.0.1:11434/v1/',
  'http://127.0.0.1:11434/v1/chat/completions',
])('reads where the model is from %s', (url) => {
  const given = { ANSWER_MODEL_URL: url, ANSWER_MODEL_NAME: 'small' }
  const usual = { url: 'http://127.0.0.1:11434/v1', model: 'small', timeoutMs: 4_000 }
  expect(readConfig(given).model).toEqual({ ...usual, label: 'CLEAR' })
  const more = { ...given, ANSWER_MODEL_KEY: 'a-key-of-a-model ', ANSWER_MODEL_LABEL: 'amber' }
  const { model, secrets } = readConfig(more)
  expect(model).toEqual({ ...usual, key: 'a-key-of-a-model', label: 'AMBER' })
  expect(secrets).toEqual(['a-key-of-a-model'])
})

const server = 'https://model.example/v1'

it.each([
  ['an address alone', { ANSWER_MODEL_URL: server }, 'ANSWER_MODEL_URL needs ANSWER_MODEL_NAME'],
  ['a name alone', { ANSWER_MODEL_NAME: 'small' }, 'ANSWER_MODEL_URL must'],
  ['a key alone', { ANSWER_MODEL_KEY: 'a-key-of-a-model' }, 'ANSWER_MODEL_URL must'],
  ['no address', { ANSWER_MODEL_URL: 'small' }, 'ANSWER_MODEL_URL must be a web address'],
  ['a password in it', { ANSWER_MODEL_URL: 'https://me:hunter22@model.example' }, 'belongs in'],
  ['a key in it', { ANSWER_MODEL_URL: `${server}?key=hunter22` }, 'ANSWER_MODEL_KEY'],
  ['two keys', { ANSWER_MODEL_KEY: 'hunter22\nhunter23' }, 'ANSWER_MODEL_KEY must be one word'],
  ['no such label', { ANSWER_MODEL_LABEL: 'TLP:hunter22' }, 'ANSWER_MODEL_LABEL must be one of'],
  ['no time', { ANSWER_MODEL_TIMEOUT_MS: '0' }, 'ANSWER_MODEL_TIMEOUT_MS must be from 100'],
  ['no number', { ANSWER_MODEL_TIMEOUT_MS: 'hunter22' }, 'ANSWER_MODEL_TIMEOUT_MS must'],
])('refuses for a model %s', (_, given, said) => {
  expect(() => readConfig(given)).toThrow(said)
  expect(() => readConfig(given)).not.toThrow('hunter22')
})
