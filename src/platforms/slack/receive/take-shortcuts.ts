import { paragraph, type Reply } from '#core/reply'
import { saying } from '#core/show'
import { linkAt, messageAt } from '../address.ts'
import { guarded } from './guarded.ts'
import { plainText } from './plain-text.ts'
import type { Receiving } from './receiving.ts'
import { tell } from './show.ts'
import { answer } from './take-commands.ts'

const wordless = saying(paragraph('That message holds no words that I could go by.'))

/** "Ask Sitrep about this": the words of any message become what a command is told. */
export const takeShortcuts = (parts: Receiving): void => {
  const { app, door, teams } = parts
  app.shortcut({ type: 'message_action' }, async ({ shortcut, ack, context }) => {
    await ack()
    const { user, channel, message, callback_id, response_url: url } = shortcut
    const workspace = context.teamId ?? ''
    const { thread_ts: thread } = message as { thread_ts?: string }
    const alone = { url, thread }
    const from = {
      workspace,
      user: user.id,
      team: user.team_id ?? workspace,
      name: user.name,
      channel: channel.id,
      thread,
    }
    const say = (reply: Reply) => tell(parts, alone, reply)
    await guarded(parts, say, async () => {
      const command = door.commands.find(({ name }) => name === callback_id)
      const bot = (await teams.at(workspace))?.bot.user ?? ''
      const words = plainText(message.text ?? '', bot)
      if (!command?.onMessage || words === '') return say(wordless)
      const { option, link } = command.onMessage
      const { ts } = message as { ts?: string }
      const url = link && ts && linkAt(workspace, messageAt(channel.id, ts))
      const options = { [option]: words, ...(link && url && { [link]: url }) }
      const invoked = { command: command.name, options }
      await answer(parts, from, invoked, alone, { manner: 'typed' })
    })
  })
}
