import { mostBytes } from '../attached.ts'
import type { Briefing } from '../briefing.ts'
import type { Option } from '../command.ts'
import type { Draft, draftFields } from '../draft.ts'
import { UserError } from '../errors.ts'
import { folded } from '../near.ts'
import { typed as asTyped } from '../reply.ts'
import type { Staff } from '../staff.ts'
import { shortened } from '../words.ts'
import type { Postable, Writing } from '../writing.ts'
import { mostSuggestions } from './plain.ts'

/** What may be done with drafts. Throws UserError where nobody can write. */
export const writingIn = (writing: Writing | undefined): Writing => {
  if (writing) return writing
  throw new UserError(
    'Briefings are written by editors, on Discord and on Slack. Ask one of them, or write there.',
  )
}

/** Who does what here. Throws UserError where nobody is known to ask. */
export const staffIn = (staff: Staff | undefined): Staff => {
  if (staff) return staff
  throw new UserError('There are no roles here: use this on Discord or on Slack.')
}

/** A draft, and the version that whoever named it had seen, where a button or a form says it. */
export type Meant = { draft: Draft; seen?: number }

const named = /^([a-z2-9]{4,8})(?:\.(\d{1,9}))?$/

/** `x7k3`, or `x7k3.4` as buttons say it. */
export const draft = (summary: string): Option<Meant> => ({
  kind: 'id',
  summary,
  required: true,
  async parse(typed, { writing }) {
    const [, id = '', seen] = typed.trim().toLowerCase().match(named) ?? []
    const found = id === '' ? undefined : await writingIn(writing).find(id)
    if (!found)
      throw new UserError(
        `There is no draft "${shortened(typed)}" here. Yours: `,
        asTyped('/drafts'),
      )
    return { draft: found, ...(seen !== undefined && { seen: Number(seen) }) }
  },
  async suggest(typed, { writing }) {
    const wanted = typed.trim().toLowerCase()
    const all = (await writing?.drafts()) ?? []
    // A title may stand above what may be seen here.
    return all
      .filter(({ id }) => id.startsWith(wanted))
      .slice(0, mostSuggestions)
      .map(({ id, kind, state }) => ({ label: `${id} · ${kind} · ${state}`, value: id }))
  },
})

/** The same where it need not be told: then no bare word is taken for it. */
export const alsoDraft = (summary: string): Option<Meant | undefined> => ({
  ...draft(summary),
  kind: 'text',
  required: false,
})

/** A draft by its id, or what is published already by its short name. */
export const writable = (summary: string): Option<Meant | Briefing> => {
  const asDraft = draft(summary)
  return {
    ...asDraft,
    async parse(typed, context) {
      const [, id = ''] = typed.trim().toLowerCase().match(named) ?? []
      const isDraft = id !== '' && (await writingIn(context.writing).find(id)) !== undefined
      const found = isDraft ? undefined : await context.read.briefing(typed.trim())
      return found ?? asDraft.parse(typed, context)
    },
    async suggest(typed, context) {
      const drafts = (await asDraft.suggest?.(typed, context)) ?? []
      const found = await context.read.titles(typed, mostSuggestions)
      const briefings = found.map(({ title, slug }) => ({ label: title, value: slug }))
      return [...drafts, ...briefings].slice(0, mostSuggestions)
    },
  }
}

/** So much of a file is text (docs/writing-briefings.md). */
const longestText = 12_000

/** Several lines, as they stand. */
export const prose = (summary: string): Option<string> => ({
  kind: 'text',
  summary,
  required: true,
  lines: 'many',
  parse(typed) {
    if (typed.length <= longestText) return typed.replace(/\r\n?/g, '\n').trim()
    throw new UserError(
      `That has ${typed.length} characters; at most ${longestText} can be read. Say it in fewer.`,
    )
  },
})

/** A whole file, to the letter, so that its lines can be counted. */
export const file = (summary: string): Option<string> => ({
  kind: 'text',
  summary,
  required: true,
  lines: 'many',
  parse(typed) {
    if (typed.length <= mostBytes) return typed
    throw new UserError(`That is longer than ${mostBytes} characters. Send a shorter one.`)
  },
})

/** What a form asks of a briefing, all of which may be left for later. */
export const briefingFields = (): Record<
  (typeof draftFields)[number],
  Option<string | undefined>
> => {
  const optional = (wanted: Option<string>): Option<string | undefined> => ({
    ...wanted,
    required: false,
  })
  return {
    title: optional(prose('the headline, with the same hedge as the main point')),
    bluf: optional(
      prose('the main point first, and whose statement it is, in one or two sentences'),
    ),
    text: optional(prose('under ## Reported, ## Assessed and ## Not known')),
    sources: optional(prose('one a line: publisher | title | https://… | date | F3')),
    about: optional(prose('topics | label | precedence: nato | TLP:CLEAR | ROUTINE')),
  }
}

/** Somebody, as a platform writes a mention of them, or by their id. */
export const person = (summary: string): Option<string> => ({
  kind: 'id',
  summary,
  required: true,
  async parse(typed, { staff }) {
    const { platform, person: me } = staffIn(staff).me
    const words = typed.trim()
    const [, discord] = words.match(/^<@!?(\d+)>$/) ?? []
    if (discord !== undefined) return `discord:${discord}`
    const [, slack] = words.match(/^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/) ?? []
    if (slack !== undefined && platform === 'slack') return me.replace(/[^/]+$/, slack)
    if (/^(?:discord:\d+|slack:[A-Z0-9]+\/[A-Z0-9]+)$/.test(words)) return words
    throw new UserError(
      `"${shortened(typed)}" is nobody I know. Mention them as @name, and pick them from the list.`,
    )
  },
})

/** Channels to post in, by name, between commas. */
export const channels = (summary: string): Option<readonly Postable[]> => ({
  kind: 'text',
  summary,
  required: true,
  takesMore: true,
  async parse(typed, { writing }) {
    const known = await writingIn(writing).channels()
    const words = typed.split(/[,;\n]|\s+(?=[#<])/).map((word) => word.trim())
    const found = words.filter((word) => word !== '').map((word) => channelIn(known, word))
    return [...new Set(found)]
  },
  async suggest(typed, { writing }) {
    const known = (await writing?.channels()) ?? []
    const [, before = '', begun = ''] = typed.match(/^(.*[,;])?([^,;]*)$/su) ?? []
    const wanted = folded(begun)
    return known
      .filter(({ name }) => folded(name).includes(wanted) && !before.includes(name))
      .slice(0, mostSuggestions)
      .map(({ name }) => {
        const all = before === '' ? name : `${before} ${name}`
        return { label: all, value: all }
      })
  },
})

const channelIn = (known: readonly Postable[], word: string): Postable => {
  const [, id] = word.match(/^<#([A-Z0-9]+)(?:\|[^>]*)?>$/i) ?? []
  const name = folded(word)
  const found =
    known.find(({ channel }) => channel === word || (id && channel.split('/').includes(id))) ??
    known.find((one) => one.name.replace(/^#/, '') === word.replace(/^#/, '')) ??
    known.find((one) => name !== '' && folded(one.name) === name)
  if (found) return found
  throw new UserError(
    `You and I are not both in a channel "${shortened(word)}". Write its name as it stands in the list of channels, like #policy; and invite me there first.`,
  )
}
