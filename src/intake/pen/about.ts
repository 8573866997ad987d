import { precedences } from '#core/precedence'
import { parseTlp, tlpLabel } from '#core/tlp'
import { findTopic, type Topic } from '#core/topics'

/** What one line says of a briefing: topics, label, precedence, and for TLP:RED the people it names. */
export type About = { topics: string[]; tlp?: string; precedence?: string; recipients: string[] }

const person = /^(?:discord|slack):\S+$/

/** `nato, defence core | TLP:CLEAR | ROUTINE`, in any order; what is nothing else is a topic. */
export const aboutIn = (text: string, topics: readonly Topic[]): About => {
  const about: About = { topics: [], recipients: [] }
  for (const word of text.split(/[|,;\n]/).map((part) => part.trim())) {
    if (word === '') continue
    const tlp = parseTlp(word)
    const speed = precedences.find((one) => one === word.toUpperCase())
    if (tlp) about.tlp = tlpLabel(tlp)
    else if (/^tlp:/i.test(word)) about.tlp = word
    else if (speed) about.precedence = speed
    else if (person.test(word)) about.recipients.push(word)
    else about.topics.push(findTopic(topics, word)?.slug ?? slugLike(word))
  }
  return { ...about, topics: [...new Set(about.topics)] }
}

/** So that the checker can say which topic may have been meant. */
const slugLike = (word: string): string => {
  const slug = word
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return slug === '' ? word : slug
}

export const writtenAbout = ({ topics, tlp, precedence, recipients }: About): string =>
  [topics.join(', '), tlp ?? '', precedence ?? '', recipients.join(', ')]
    .filter((part) => part !== '')
    .join(' | ')
