import { createInterface } from 'node:readline'
import type { Channel, Interaction, Message, Person, Slack, View } from './index.ts'
import { startSlack, textOf } from './index.ts'

/**
 * A Slack to try the bot on by hand: `node tests/support/slack/serve.ts [port]`. Type `/sitrep brief nato`,
 * `press Source`, `choose Menu: option`, `submit Label: value; Other: value`, `home`, `look` at the
 * channel, `shortcut about`,
 * `thread a mention in the thread of what was shown last`, `@ a mention in the channel`, or anything else
 * as a direct message; what would be shown is printed.
 */

type Desk = { slack: Slack; ada: Person; policy: Channel; last?: Message | View }

const open = async (port: number): Promise<Desk> => {
  const slack = await startSlack({ port, within: 30_000 })
  const team = slack.world.team('Desk')
  return {
    slack,
    policy: slack.world.channel(team, 'policy'),
    ada: slack.person({ team, isAdmin: true }),
  }
}

const act = async (desk: Desk, line: string): Promise<void> => {
  const [verb = '', ...words] = line.split(' ')
  const rest = words.join(' ')
  const deed = line.startsWith('/') ? deeds.command : (deeds[verb] ?? deeds.say)
  await deed?.(desk, deed === deeds.command || deed === deeds.say ? line : rest)
}

const deeds: Record<string, (desk: Desk, rest: string) => Promise<void>> = {
  command: (desk, line) => answered(desk, desk.ada.command(desk.policy, line)),
  say: async (desk, line) => show(desk, [await (await desk.ada.say(desk.ada.dm, line)).answer]),
  async '@'(desk, rest) {
    const { ada, policy } = desk
    const said = await ada.say(policy, `<@${policy.team.bot.id}> ${rest}`)
    show(desk, [await said.answer])
  },
  async thread(desk, rest) {
    const message = lastMessage(desk)
    const { channel } = message
    const text = `<@${channel.team.bot.id}> ${rest}`
    show(desk, [await (await desk.ada.say(channel, text, { thread: message })).answer])
  },
  press: (desk, rest) => answered(desk, desk.ada.press(lastShown(desk), rest)),
  choose: async (desk, rest) => {
    const [menu = '', wanted = ''] = rest.split(': ')
    await answered(desk, desk.ada.choose(lastShown(desk), menu, wanted))
  },
  async submit(desk, rest) {
    const values = rest.split('; ').map((one) => one.split(': '))
    const view = lastShown(desk)
    if ('ts' in view) throw new Error('no form was opened')
    const filled = Object.fromEntries(rest === '' ? [] : values)
    await answered(desk, desk.ada.submit(view, filled))
  },
  shortcut: (desk, rest) => answered(desk, desk.ada.shortcut(lastMessage(desk), rest)),
  look: async (desk) => show(desk, desk.slack.messages(desk.policy)),
  home: async (desk) => show(desk, [await (await desk.ada.openHome()).published]),
}

const lastShown = ({ last }: Desk): Message | View => {
  if (!last) throw new Error('nothing was shown yet')
  return last
}

const lastMessage = (desk: Desk): Message => {
  const last = lastShown(desk)
  if (!('ts' in last)) throw new Error('what was shown last is no message')
  return last
}

const answered = async (desk: Desk, sent: Promise<Interaction>): Promise<void> => {
  const { messages, view, errors, ack } = await (await sent).settled
  console.log(`acknowledged after ${Math.round(ack?.after ?? 0)} ms`)
  if (errors) console.log(errors)
  show(desk, [...messages, ...(view ? [view] : [])])
}

const show = (desk: Desk, shown: readonly (Message | View)[]): void => {
  for (const one of shown) console.log(`${textOf(one)}\n`)
  const last = shown.at(-1)
  if (last) desk.last = last
  for (const { rule, path } of desk.slack.violations.splice(0))
    console.log(`broken: ${rule} at ${path}`)
}

const desk = await open(Number(process.argv[2] ?? 0))
const { api, appToken } = desk.slack
console.log(`SLACK_API_URL=${api}\nSLACK_APP_TOKEN=${appToken}`)
console.log(`SLACK_BOT_TOKEN=${desk.policy.team.token}`)
for await (const line of createInterface({ input: process.stdin }))
  if (line.trim() !== '')
    await act(desk, line.trim()).catch((fault: Error) => console.log(fault.message))
await desk.slack.stop()
