/** Sitrep in many Slack workspaces, as whoever keeps their tokens would start it. */
import { answerer } from '#answers/answer'
import { commands } from '#commands'
import { createDoor } from '#engine/door'
import { createEngine } from '#engine/engine'
import { createSlack } from '#platforms/slack/slack'
import { readConfig } from '#src/config'
import { startDelivery } from '#src/delivery'
import { createLog } from '#src/log'
import { createMetrics } from '#src/metrics'
import { openStore } from '#stores/open'

const { DATABASE = '', SLACK_API_URL = '', SLACK_APP_TOKEN = '', SLACK_TOKENS = '{}' } = process.env

const tokens: Record<string, string> = JSON.parse(SLACK_TOKENS)
const config = readConfig({ DATABASE_URL: `file:${DATABASE}` })
const {
  database: place,
  busyMs,
  zone,
  requestTimeoutMs: timeoutMs,
  stopWithinMs,
  managers,
} = config
const log = createLog({ level: 'info', secrets: Object.values(tokens) })
const now = () => Temporal.Now.instant()
const store = await openStore({ place, now, zone, busyMs })
const engine = createEngine({ commands, store, answerer, now, zone, log })
const platform = createSlack(
  {
    tokens: { all: async () => Object.values(tokens), tokenFor: async (team) => tokens[team] },
    api: SLACK_API_URL,
    appToken: SLACK_APP_TOKEN,
    timeoutMs,
    stopWithinMs,
  },
  log,
)
await platform.start(createDoor({ engine, store, platform, commands, managers, now, log }))
const delivery = startDelivery({
  store,
  holder: 'bench',
  platforms: [platform],
  config,
  metrics: createMetrics(store),
  log,
})
process.once('SIGTERM', async () => {
  await delivery.stop()
  await platform.stop()
  await store.close()
  process.exit(0)
})
