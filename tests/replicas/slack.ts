import { setTimeout as wait } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { type Serving, serving } from '../support/serving.ts'
import { type Interaction, startSlack } from '../support/slack/index.ts'
import { sharedStore } from './shared.ts'

/** Between two commands: as fast as a whole newsroom could ask, and no multiple of anything. */
const everyMs = 23

/** A Slack with one channel, and the product to be started more than once. */
export const replicasOnSlack = async (settings: (secret: string) => Record<string, string>) => {
  const slack = await startSlack({ within: 20_000 })
  onTestFinished(() => slack.stop())
  const team = slack.world.team('Policy desk')
  const channel = slack.world.channel(team, 'policy')
  const shared = await sharedStore()
  const product = serving(slack, { ...shared.env, ...settings(slack.signingSecret) })
  const reader = slack.person({ name: 'Ben' })
  /** Asks without a pause while something is done; resolves with all that was asked, answered or lost. */
  const asking = async (act: () => Promise<void>): Promise<Interaction[]> => {
    const asked: Interaction[] = []
    const enough = new AbortController()
    const steadily = (async () => {
      while (!enough.signal.aborted) {
        asked.push(await reader.command(channel, '/sitrep topics'))
        await wait(everyMs)
      }
    })()
    await act()
    const before = asked.length
    await eventually(() => asked.length > before + 10)
    enough.abort()
    await steadily
    await Promise.all(asked.map(({ settled }) => settled.catch(() => undefined)))
    return asked
  }
  return { slack, team, channel, reader, product, asking, open: shared.open }
}

export const portOf = (one: Serving): number | undefined => {
  const [, port] = /"port":(\d+)/.exec(one.err()) ?? []
  return port === undefined ? undefined : Number(port)
}
