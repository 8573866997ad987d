/** A process of its own: a Slack, the people on it, and the clock. Starts the bot that is to answer them. */
import { startSlack } from '../tests/support/slack/index.ts'
import { generate, startsWithinMs } from './chat-generator.ts'
import { listenForAnswers } from './slack-answers.ts'
import { askOn } from './slack-ask.ts'
import { populate } from './slack-people.ts'
import { freePort, reachByHttp, reachBySocket } from './slack-ways.ts'

generate(async ({ by }) => {
  // Tests check and keep all that is sent; here that would take of the cores that the bot needs too.
  const slack = await startSlack({ keep: 'none', validate: false, within: startsWithinMs })
  const { askers, token } = populate(slack)
  const answers = await listenForAnswers()
  const port = await freePort()
  const isHttp = by === 'HTTP'
  let oldest = 1
  return {
    settings: {
      SLACK_API_URL: slack.api,
      SLACK_BOT_TOKEN: token,
      HTTP_PORT: `${port}`,
      ...(isHttp
        ? { SLACK_SIGNING_SECRET: slack.signingSecret }
        : { SLACK_APP_TOKEN: slack.appToken }),
    },
    plain: new URL('./slack-plain.ts', import.meta.url),
    async online(name) {
      await (isHttp ? reachByHttp(slack, port) : reachBySocket(slack, name))
      return askOn(slack, askers, answers)
    },
    replace() {
      slack.wire.disconnect('refresh_requested', oldest)
      oldest += 1
    },
    async stop() {
      await answers.stop()
      await slack.stop()
    },
  }
})
