import { defineCommand } from '#core/command'
import type { DraftFields } from '#core/draft'
import { option } from '#core/options'
import type { Read } from '#core/read'
import { paragraph } from '#core/reply'
import { highestLimit } from '#core/room'
import { sentences } from '#core/sentences'
import { isWithin, tlpLabel } from '#core/tlp'
import { topicsIn } from '#core/topics'
import { hereOf } from './here.ts'
import { preview } from './preview.ts'
import { composed } from './save.ts'

const address = /https:\/\/[^\s<>"'()[\]|]+[^\s<>"'()[\]|.,;:!?]/u
const longestTitle = 110
const longestBluf = 400

/** Begins a briefing from what somebody has written: its words are what is reported, its link the source. */
export const draftFromMessage = defineCommand({
  name: 'briefing draft',
  summary: 'Draft a briefing from a message',
  options: {
    text: option.prose('the words that are reported'),
    link: option.optional(option.prose('where they stand')),
  },
  examples: ['/briefing draft Example Gazette reports that the harbour closes'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  onMessage: { label: 'Draft briefing from this', option: 'text', link: 'link' },
  async run({ options: { text, link }, ...context }) {
    const here = hereOf(context)
    const { writing, viewer, read } = here
    const id = await writing.freeId()
    const written = { ...(await fieldsFrom(text, link, read)), text: writing.pen.plain(text) }
    // Whoever wrote it wrote it for those who may read here.
    const tlp = isWithin(viewer.clearance, highestLimit) ? viewer.clearance : highestLimit
    const about = `${written.about} | ${tlpLabel(tlp)} | ROUTINE`
    const markdown = await composed({ ...written, about }, { id }, here)
    const draft = await writing.add({ id, kind: 'new', markdown, removesWords: false })
    return preview(draft, here, { lead: [toDo] })
  },
})

const toDo = paragraph(
  'Drafted from that message. Name who says each thing, and grade the source: until you do, nothing of it can be judged (F6).',
)

const fieldsFrom = async (
  text: string,
  link: string | undefined,
  read: Read,
): Promise<Pick<DraftFields, 'title' | 'bluf' | 'sources' | 'about'>> => {
  const [first = '', ...others] = sentences(text.replace(address, ' ').replace(/\s+/g, ' ').trim())
  const title = cut(first, longestTitle)
  const url = text.match(address)?.[0] ?? link ?? ''
  const publisher = URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : 'Message'
  const topics = topicsIn(await read.topics(), text).map(({ slug }) => slug)
  return {
    title,
    bluf: cut([first, ...others.slice(0, 1)].join(' '), longestBluf),
    sources: [publisher, title.replaceAll('|', '/'), url, 'unknown', 'F6'].join(' | '),
    about: topics.join(', '),
  }
}

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text
