import { commands } from '#commands'
import { OperatorError } from '#core/errors'
import { counted } from '#core/show'
import { isError } from '#intake/fault'
import { checkFolder } from '#intake/folder'
import type { Given, Operation } from './operation.ts'
import { operator } from './operator.ts'
import { withApp } from './with-app.ts'

type Finding = { name: string; fault?: string; fine?: string }

export const operation: Operation = {
  name: 'doctor',
  usage: 'doctor',
  summary: 'Checks settings, store, briefings and platforms',
  help: 'One line each, with the remedy; the exit code is 1 if any fails.',
  flags: {},
  async run(given) {
    const findings = [
      { name: 'settings', fine: `read; time zone ${given.config.zone}` },
      { name: 'runtime', fine: `Node ${process.versions.node}, SQLite ${process.versions.sqlite}` },
      await examined('store', () => store(given)),
      await examined('audit', () => audit(given)),
      await examined('replicas', () => replicas(given)),
      await examined('briefings', () => briefings(given)),
      ...(await discord(given)),
      ...(await slack(given)),
    ]
    for (const { name, fault, fine } of findings)
      given.print(fault ? `FAIL  ${name}: ${fault}` : `ok    ${name}: ${fine}`)
    return findings.some(({ fault }) => fault) ? 1 : 0
  },
}

const examined = async (
  name: string,
  look: () => Promise<Omit<Finding, 'name'>>,
): Promise<Finding> => {
  try {
    return { name, ...(await look()) }
  } catch (error) {
    if (error instanceof OperatorError) return { name, fault: error.message }
    throw error
  }
}

const store = (given: Given): Promise<Omit<Finding, 'name'>> =>
  withApp(given, async (app) => {
    const name = given.config.databaseName
    const faults = await app.store.check()
    if (faults.length > 0)
      return { fault: `${name} is damaged (${faults[0]}). Restore a backup (docs/operating.md).` }
    const { briefings: held } = await app.store.count(operator)
    return { fine: `${name} is whole and holds ${counted(held, 'briefing')}` }
  })

const audit = (given: Given): Promise<Omit<Finding, 'name'>> =>
  withApp(given, async (app) => {
    const { entries, faults } = await app.store.audit.verify()
    const [first] = faults
    if (first)
      return {
        fault: `${first}. Somebody has changed the database by hand; compare it with a backup: sitrep audit verify`,
      }
    return { fine: `${counted(entries, 'entry', 'entries')}, none rewritten` }
  })

/** Which processes serve this store, and what each of them has: its lanes, shards and the planner. */
const replicas = (given: Given): Promise<Omit<Finding, 'name'>> =>
  withApp(given, async ({ store: { leases } }) => {
    const held = (await leases.taken()).filter(({ leftMs }) => leftMs > 0)
    const by = Map.groupBy(held, ({ holder }) => holder)
    const running = [...by].filter(([, all]) => all.some(({ name }) => name.startsWith('replica/')))
    const has = ([who, all]: (typeof running)[number]): string => {
      const what = all.flatMap(({ name }) => (/^(?:lane|shard|planner)/.test(name) ? name : []))
      return `${who} has ${what.join(', ') || 'nothing yet'}`
    }
    if (running.length === 0) return { fine: 'none is running' }
    return {
      fine: `${counted(running.length, 'is running', 'are running')}: ${running.map(has).join('; ')}`,
    }
  })

const briefings = async ({ config }: Given): Promise<Omit<Finding, 'name'>> => {
  const { briefings: held, topics, faults } = await checkFolder(config.briefingsFolder)
  const errors = faults.filter(isError).length
  if (errors > 0)
    return {
      fault: `${counted(errors, 'error')} in ${config.briefingsFolder}. See them: sitrep check`,
    }
  return {
    fine: `${counted(held, 'file')}, ${counted(topics, 'topic')}, ${counted(faults.length, 'warning')}`,
  }
}

/** Its SDK is loaded only where there is a token. */
const discord = async ({ config }: Given): Promise<Finding[]> => {
  if (!config.discord) return [{ name: 'Discord', fine: 'not served: DISCORD_TOKEN is not set' }]
  const { examineDiscord } = await import('#platforms/discord/doctor')
  const { requestTimeoutMs: timeoutMs } = config
  return examineDiscord({ ...config.discord, commands, timeoutMs })
}

const slack = async ({ config }: Given): Promise<Finding[]> => {
  if (!config.slack) return [{ name: 'Slack', fine: 'not served: SLACK_BOT_TOKEN is not set' }]
  const { examineSlack } = await import('#platforms/slack/doctor')
  const { requestTimeoutMs: timeoutMs } = config
  return examineSlack({ ...config.slack, timeoutMs })
}
