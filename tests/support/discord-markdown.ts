/** A stretch of a message as Discord's clients show it: its words, or what it has become. */
export type Shown =
  | { kind: 'text'; text: string }
  | { kind: Style; inner: Shown[] }
  | { kind: 'link'; inner: Shown[]; url: string }
  | { kind: Live; text: string }

export type Style =
  | 'heading'
  | 'aside'
  | 'quote'
  | 'item'
  | 'strong'
  | 'emphasis'
  | 'underline'
  | 'strike'
  | 'spoiler'
  | 'code'

/** What acts, calls somebody, or shows something else than its characters. */
export type Live = 'address' | 'mention' | 'command' | 'emoji' | 'time' | 'invitation' | 'unmasked'

type At = { source: string; isLineStart: boolean }
type Found = { length: number; shown: Shown }
type Rule = (at: At) => Found | undefined

/**
 * Discord's Markdown, as far as it is known: more eager than any client where they differ. Every rule
 * is tried at every place, the first that matches counts, as the clients do it.
 */
export const read = (source: string, isLineStart = true): Shown[] => {
  const shown: Shown[] = []
  let left = source
  let isStart = isLineStart
  while (left !== '') {
    const { length, shown: next } = first({ source: left, isLineStart: isStart }) ?? character(left)
    const last = shown.at(-1)
    if (next.kind === 'text' && last?.kind === 'text') last.text += next.text
    else shown.push(next)
    const taken = left.slice(0, length)
    isStart = /\n *$/.test(taken) || (isStart && /^ *$/.test(taken))
    left = left.slice(length)
  }
  return shown
}

const first = (at: At): Found | undefined => {
  for (const rule of rules) {
    const found = rule(at)
    if (found) return found
  }
  return undefined
}

const character = (source: string): Found => {
  const [one = ''] = source
  return { length: one.length, shown: { kind: 'text', text: one } }
}

/** What stands in a line of its own; its words may begin another such thing. */
const line =
  (kind: Style, pattern: RegExp): Rule =>
  ({ source, isLineStart }) => {
    const [whole, inner = ''] = (isLineStart && pattern.exec(source)) || []
    return whole === undefined
      ? undefined
      : { length: whole.length, shown: { kind, inner: read(inner) } }
  }

const style =
  (kind: Style, pattern: RegExp): Rule =>
  ({ source }) => {
    const [whole, inner = ''] = pattern.exec(source) ?? []
    return whole === undefined
      ? undefined
      : { length: whole.length, shown: { kind, inner: read(inner, false) } }
  }

/** In fixed width nothing else is read. */
const code =
  (pattern: RegExp): Rule =>
  ({ source }) => {
    const { 0: whole, groups } = pattern.exec(source) ?? {}
    return whole === undefined
      ? undefined
      : {
          length: whole.length,
          shown: { kind: 'code', inner: [{ kind: 'text', text: groups?.inner ?? '' }] },
        }
  }

const live =
  (kind: Live, pattern: RegExp): Rule =>
  ({ source }) => {
    const [text] = pattern.exec(source) ?? []
    return text === undefined ? undefined : { length: text.length, shown: { kind, text } }
  }

const backslash: Rule = ({ source }) => {
  const [, text] = /^\\([^0-9A-Za-z\s])/u.exec(source) ?? []
  return text === undefined ? undefined : { length: 1 + text.length, shown: { kind: 'text', text } }
}

const masked =
  /^\[(?<words>(?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*(?<url><[^>]*>|(?:\([^)]*\)|[^\s\\]|\\.)*?)(?:\s+['"][\s\S]*?['"])?\s*\)/u

/** Discord shows the source of a link whose words are none, or hold an address, an emoji or a backslash. */
const link: Rule = ({ source }) => {
  const { 0: whole, groups } = masked.exec(source) ?? {}
  if (whole === undefined) return undefined
  const { words = '', url = '' } = groups ?? {}
  const isRefused = words.trim() === '' || /\\|:\/\/|\p{RGI_Emoji}|\p{ExtPict}/v.test(words)
  const shown: Shown = isRefused
    ? { kind: 'unmasked', text: whole }
    : { kind: 'link', inner: read(words, false), url: url.replace(/^<|>$/g, '') }
  return { length: whole.length, shown }
}

const autolink: Rule = ({ source }) => {
  const [whole, url = ''] = /^<([^: >]+:\/[^ >]+)>/.exec(source) ?? []
  return whole === undefined
    ? undefined
    : { length: whole.length, shown: { kind: 'link', inner: [{ kind: 'text', text: url }], url } }
}

const rules: readonly Rule[] = [
  line('heading', /^ *#{1,3}[ \t]+([^\n]*)/),
  line('aside', /^ *-#[ \t]+([^\n]*)/),
  line('quote', /^ *>>>[ \t]*([\s\S]*)/),
  line('quote', /^ *>[ \t]([^\n]*)/),
  line('item', /^ *(?:[-*+]|\d+[.)])[ \t]+([^\n]*)/),
  backslash,
  code(/^```(?:[\w+.#-]+\n)?\n*(?<inner>[\s\S]*?)\n*```/),
  code(/^(?<fence>`+)(?<inner>[\s\S]*?[^`])\k<fence>(?!`)/),
  link,
  autolink,
  live('time', /^<t:-?\d+(?::[a-z])?>/i),
  live('mention', /^<[@#][!&]?\d+>/),
  live('mention', /^@(?:everyone|here)/),
  live('mention', /^<id:[^>\s]+>/),
  live('command', /^<\/[^>:]+:\d+>/),
  live('emoji', /^<(?:a|sound)?:[^>\s]+:\d+>/),
  live('emoji', /^:[\w+-]+:/),
  live('address', /^<[^\s<>]+@[^\s<>]+>|^<\+\d+>/),
  live('address', /^[a-z][a-z\d+.-]*:\/\/[^\s<]+/i),
  live('invitation', /^discord(?:app)?\.(?:gg|new|gift|com\/(?:invite|gifts|template))\/[\w-]+/i),
  style('strong', /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/),
  style('underline', /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/),
  style(
    'emphasis',
    /^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/,
  ),
  style('emphasis', /^_((?:__|\\[\s\S]|[^\\_])+?)_/),
  style('strike', /^~~([\s\S]+?)~~(?!_)/),
  style('spoiler', /^\|\|([\s\S]+?)\|\|/),
]
