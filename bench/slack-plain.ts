/** What one would write in an evening: Bolt as its guide has it, and the same text for every question. */
import { App } from '@slack/bolt'

const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_API_URL, HTTP_PORT } =
  process.env

const app = new App({
  token: SLACK_BOT_TOKEN ?? '',
  clientOptions: { slackApiUrl: SLACK_API_URL ?? '' },
  ...(SLACK_APP_TOKEN
    ? { socketMode: true, appToken: SLACK_APP_TOKEN }
    : { signingSecret: SLACK_SIGNING_SECRET ?? '' }),
})

const answer = 'Four countries are expected to lead the defence of Europe. '.repeat(10)
const options = ['Defence', 'Energy', 'Elections', 'Borders', 'Cyber'].map((name) => ({
  text: { type: 'plain_text' as const, text: name },
  value: name,
}))

app.command(/^\//, async ({ ack, respond }) => {
  await ack()
  await respond(answer)
})
app.options(/.*/, ({ ack }) => ack({ options }))
app.error(async ({ message }) => console.error(message))
process.once('SIGTERM', () => process.exit(0))
await app.start(Number(HTTP_PORT))
