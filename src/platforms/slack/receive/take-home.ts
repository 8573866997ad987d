import type { Answered } from '#core/chat'
import { heading, list, paragraph, type Reply, typed } from '#core/reply'
import { saying } from '#core/show'
import type { Taken } from '../arrive/processing.ts'
import { askerOf, type From } from './asker.ts'
import type { Receiving } from './receiving.ts'
import { replyOf } from './show.ts'

/** App Home: what is new for one person and how to ask; and first questions where they write to the bot. */
export const takeHome = (parts: Receiving): void => {
  const { app, teams, work } = parts
  app.event('app_home_opened', async ({ event, context }) => {
    const workspace = context.teamId ?? ''
    const from = { workspace, user: event.user, team: workspace, name: event.user, channel: '' }
    // Told again, it would only be shown again.
    await (context as unknown as Taken).taken()
    await work.run(async () => {
      if (event.tab === 'home') return showHome(parts, from)
      const prompts = await firstQuestions(parts, from)
      if (prompts.length === 0) return
      const team = await teams.at(workspace)
      await team?.client.assistant.threads.setSuggestedPrompts({
        channel_id: event.channel,
        title: 'Ask me about',
        prompts: prompts as never,
      } as never)
    })
  })
}

const howToAsk: Reply = saying(
  heading('How to ask'),
  paragraph(
    'Write to me in Messages, in plain words, or mention me in a channel, in threads too. Answers are sentences from the briefings, each with its source.',
  ),
  list([
    { text: [typed('/help'), '  every command'] },
    { text: [typed('/search nato exercise'), '  briefings that hold these words'] },
    { text: [typed('/topics'), '  what there is'] },
  ]),
)

/** Shows what is new for somebody on their App Home, with the eyes that they have by now. */
export const showHome = async (
  parts: Pick<Receiving, 'door' | 'people' | 'facts' | 'teams' | 'present'>,
  from: From,
): Promise<void> => {
  const asker = await askerOf(parts.people, parts.facts, from)
  const newest = await parts.door.run({ command: 'latest', options: {} }, asker)
  await publishHome(parts, from, [newest])
}

/** Shows answers on somebody's App Home, above how to ask. */
export const publishHome = async (
  { teams, present }: Pick<Receiving, 'teams' | 'present'>,
  { workspace, user }: From,
  answers: readonly Answered[],
): Promise<void> => {
  const team = await teams.at(workspace)
  const view = await present.home([...answers.map(replyOf), howToAsk])
  await team?.client.views.publish({ user_id: user, view: view as never })
}

/** Slack shows four. */
const mostPrompts = 4

const firstQuestions = async ({ door, people, facts }: Receiving, from: From) => {
  const asker = await askerOf(people, facts, from)
  const topics = await (door.newestTopics?.(asker) ?? [])
  return topics
    .slice(0, mostPrompts)
    .map(({ name, slug }) => ({ title: `New on ${name}`, message: `/sitrep latest ${slug}` }))
}
