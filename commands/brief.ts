import type { Briefing } from '#core/briefing'
import { defineCommand } from '#core/command'
import { option } from '#core/options'
import type { Read } from '#core/read'
import {
  aside,
  type Button,
  button,
  buttons,
  heading,
  list,
  paragraph,
  type Reply,
  typed,
} from '#core/reply'
import {
  briefingBlocks,
  counted,
  gradeLegend,
  headlineItem,
  saying,
  showing,
  tombstoneBlocks,
} from '#core/show'
import type { TopicCount } from '#core/topics'

const othersShown = 5

/** One briefing whole; for a topic, the newest that is mainly about it, and what else there is. */
export const brief = defineCommand({
  name: 'brief',
  summary: 'Read a briefing, or the newest on a topic',
  options: { subject: option.subject('a topic or a briefing') },
  examples: ['/brief defence core', '/brief nato-exercise-bergen'],
  allow: 'anyone',
  audience: 'asker',
  run: async ({ options: { subject }, read }) =>
    subject.kind === 'briefing' ? whole(subject.briefing) : onTopic(subject.topic, read),
})

const whole = (briefing: Briefing): Reply => {
  const { withdrawn, title, topics } = briefing
  const [main] = topics
  return showing([briefing], {
    headline: [withdrawn ? `Withdrawn: ${title}` : title],
    blocks: [
      ...(withdrawn ? tombstoneBlocks(briefing) : briefingBlocks(briefing)),
      ...buttons(
        main !== undefined && button('More on this topic', 'latest', { topic: main }),
        !withdrawn && usedThis(briefing),
      ),
    ],
  })
}

/** Who says so hears first when it is corrected. */
const usedThis = ({ slug }: Briefing): Button => button('I used this', 'used', { briefing: slug })

const onTopic = async (topic: TopicCount, read: Read): Promise<Reply> => {
  const wish = { topic: topic.slug, changes: 'new', offset: 0, limit: 25 } as const
  const { items } = await read.latest(wish)
  const lead = items.find(({ topics }) => topics[0] === topic.slug) ?? items[0]
  const briefing = lead && (await read.briefing(lead.slug))
  if (!lead || !briefing)
    return saying(
      paragraph(`No briefing on ${topic.name} yet.`),
      aside('What there is: ', typed('/topics')),
    )
  const others = items.filter(({ slug }) => slug !== lead.slug).slice(0, othersShown)
  return showing([briefing, ...others], {
    headline: [briefing.title],
    blocks: [
      ...briefingBlocks(briefing),
      ...(topic.briefings > 1
        ? [aside(`The newest of ${counted(topic.briefings, 'briefing')} on ${topic.name}.`)]
        : []),
      ...(others.length > 0
        ? [heading(`Also on ${topic.name}`), list(others.map(headlineItem)), ...gradeLegend(others)]
        : []),
      ...buttons(
        topic.briefings > 1 &&
          button(`All ${counted(topic.briefings, 'briefing')} on ${topic.name}`, 'latest', {
            topic: topic.slug,
          }),
        usedThis(briefing),
      ),
    ],
  })
}
