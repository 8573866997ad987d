import { defineCommand } from '#core/command'
import { sayShortDate } from '#core/dates'
import { aside, button, type Item, list, paragraph, type Reply, strong, typed } from '#core/reply'
import { counted, saying } from '#core/show'
import type { TopicCount } from '#core/topics'

/** The vocabulary, each topic with how many briefings it has and how new the newest is. */
export const topics = defineCommand({
  name: 'topics',
  summary: 'All topics, with how many briefings each has',
  options: {},
  examples: ['/topics'],
  allow: 'anyone',
  audience: 'asker',
  async run({ read }): Promise<Reply> {
    const [all, { briefings, tlp }] = await Promise.all([read.topics(), read.count()])
    if (all.length === 0)
      return saying(
        paragraph('There are no topics yet.'),
        aside('Everything, newest first: ', typed('/latest')),
      )
    return {
      kind: 'reply',
      ...(tlp && { tlp }),
      headline: [`${counted(all.length, 'topic')}, ${counted(briefings, 'briefing')}`],
      blocks: [
        list(all.map(topicItem)),
        aside('Read the newest on one of them: ', typed('/brief <topic>')),
      ],
      shows: [],
    }
  },
})

const topicItem = ({ name, slug, scope, briefings, newest }: TopicCount): Item => ({
  text: [
    strong(name),
    ` · ${newest ? `${counted(briefings, 'briefing')}, newest ${sayShortDate(newest)}` : 'no briefing yet'} · ${scope}`,
  ],
  ...(briefings > 0 && { button: button('Read', 'brief', { subject: slug }) }),
})
