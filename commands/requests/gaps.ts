import { defineCommand } from '#core/command'
import { deskIn } from '#core/options'
import { aside, list, paragraph, strong, typed } from '#core/reply'
import { counted, saying } from '#core/show'
import { nameOf } from './words.ts'

/** What the briefings did not answer, in counts that give nobody away. */
export const gaps = defineCommand({
  name: 'requests gaps',
  summary: 'What the briefings did not answer, counted by topic',
  options: {},
  examples: ['/requests gaps'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  async run({ requests, read, viewer }) {
    const [found, topics] = await Promise.all([
      deskIn(requests).gaps(viewer.clearance),
      read.topics(),
    ])
    if (found.length === 0)
      return saying(
        paragraph('No topic has a gap.'),
        aside(rule, ' What people have sent you: ', typed('/requests open')),
      )
    const items = found.map(({ topic, questions, askers }) => ({
      text: [
        strong(topic === undefined ? 'No topic' : nameOf(topic, topics)),
        ` · ${counted(questions, 'question')} from ${counted(askers, 'person', 'people')}`,
      ],
    }))
    return {
      ...saying(list(items), aside(rule)),
      headline: ['Not answered, or not well, by topic'],
    }
  },
})

const rule = 'A topic is counted once two people have asked about it and were not helped.'
