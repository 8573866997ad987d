import type { Nodes, Parent, PhrasingContent, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { type Section, type SectionName, sectionNames } from '#core/briefing'
import { type Block, type Inline, type Item, plain } from '#core/reply'
import { type Finding, finding } from './fault.ts'

/** A paragraph as one line of text, and where it stands in the file. */
export type Prose = { section: SectionName; text: string; line: number; column: number }

export type Body = { sections: Section[]; prose: Prose[]; findings: Finding[] }

// Deeper nesting is hostile, not prose.
const deepest = 6
// The parser takes the square of these in time, minutes for a text of 100 kB, or runs out of stack.
const tooDeep = /^(?:(?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])){8}|(?: {4}|\t){8})/m
const marks = /[*_~[\]<&]/g
const mostMarks = 1_000
const mostCharacters = 12_000

/** Reads a body under its fixed headings into neutral blocks; text stays data, whatever it holds. */
export const readBody = (markdown: string, firstLine: number): Body => {
  const body: Body = { sections: [], prose: [], findings: [] }
  const place = (node: Nodes) => ({
    line: (node.position?.start.line ?? 1) + firstLine - 1,
    column: node.position?.start.column ?? 1,
  })
  const report = (node: Nodes, message: string): void => {
    const { line, column } = place(node)
    body.findings.push(finding(line, column, message))
  }
  const reader: Reader = {
    report,
    note: (node, text) => {
      const section = body.sections.at(-1)?.name
      if (section && text) body.prose.push({ section, text, ...place(node) })
    },
  }
  const refused = refuse(markdown, firstLine)
  if (refused) return { ...body, findings: [refused] }
  const nodes = tree(markdown).children
  for (const [at, node] of nodes.entries()) {
    if (node.type === 'heading') openSection(body, node, nodes[at + 1], report)
    else if (body.sections.length === 0)
      report(node, 'text before the first heading; put it under ## Reported')
    else body.sections.at(-1)?.blocks.push(...blocksOf(node, reader, 0))
  }
  if (!body.sections.some(({ name }) => name === 'Reported'))
    body.findings.push(
      finding(firstLine, 1, 'no ## Reported; say there what is reported, and by whom'),
    )
  return body
}

/** What would keep the parser busy for long is refused unread. */
const refuse = (markdown: string, firstLine: number): Finding | undefined => {
  const nested = markdown.search(tooDeep)
  if (nested >= 0)
    return finding(
      firstLine + markdown.slice(0, nested).split('\n').length - 1,
      1,
      'quotes or lists are nested too deep; write it flatter',
    )
  const { length } = markdown
  if (length > mostCharacters)
    return finding(
      firstLine,
      1,
      `the text has ${length} characters; keep it under ${mostCharacters}`,
    )
  const count = markdown.match(marks)?.length ?? 0
  return count > mostMarks
    ? finding(firstLine, 1, `the text has ${count} marks like * or [; write plain sentences`)
    : undefined
}

const tree = (markdown: string) =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })

type Reader = { report(node: Nodes, message: string): void; note(node: Nodes, text: string): void }

const openSection = (
  body: Body,
  node: Extract<RootContent, { type: 'heading' }>,
  next: RootContent | undefined,
  report: Reader['report'],
): void => {
  const title = plain(inlines(node.children, { report, note: () => undefined })).trim()
  const name = sectionNames.find((known) => known === title)
  const known = sectionNames.map((one) => `## ${one}`).join(', ')
  if (node.depth !== 2 || name === undefined) {
    report(node, `the heading "${title}" is not one of ${known}; use only these, with two #`)
    return
  }
  if (body.sections.some((section) => section.name === name))
    report(node, `## ${name} stands twice; join the two`)
  const last = body.sections.at(-1)
  if (last && sectionNames.indexOf(last.name) > sectionNames.indexOf(name))
    report(node, `## ${name} comes too late; the order is ${known}`)
  if (!next || next.type === 'heading') report(node, `## ${name} is empty; fill it or take it out`)
  body.sections.push({ name, blocks: [] })
}

const blocksOf = (node: RootContent, reader: Reader, depth: number): Block[] => {
  if (depth > deepest) {
    reader.report(node, 'nested too deep; write it flatter')
    return []
  }
  switch (node.type) {
    case 'paragraph':
      return [{ kind: 'paragraph', text: prose(node, node.children, reader) }]
    case 'blockquote':
      return node.children
        .flatMap((child) => blocksOf(child, reader, depth + 1))
        .map((block) => (block.kind === 'paragraph' ? { ...block, kind: 'quote' } : block))
    case 'list': {
      const { ordered, start } = node
      const items = itemsOf(node, reader, 0)
      return [
        { kind: 'list', ordered: ordered === true, ...(ordered && { start: start ?? 1 }), items },
      ]
    }
    case 'table': {
      const [head, ...rows] = node.children.map((row) =>
        row.children.map((cell) => inlines(cell.children, reader)),
      )
      rows.forEach((row, at) => {
        reader.note(node.children[at + 1] ?? node, row.map(plain).join(', '))
      })
      return [{ kind: 'table', head: (head ?? []).map(plain), rows }]
    }
    case 'thematicBreak':
      return [{ kind: 'divider' }]
    case 'code':
      return [{ kind: 'paragraph', text: [{ kind: 'code', text: node.value }] }]
    default:
      reader.report(node, `${nameOf(node)} is not shown anywhere; write plain paragraphs and lists`)
      return []
  }
}

const names: Partial<Record<Nodes['type'], string>> = {
  html: 'HTML',
  image: 'an image',
  definition: 'a link definition',
  linkReference: 'a link by its name',
  imageReference: 'an image',
  footnoteDefinition: 'a footnote',
  footnoteReference: 'a footnote',
}
const nameOf = ({ type }: Nodes): string => names[type] ?? type

const prose = (node: Nodes, children: PhrasingContent[], reader: Reader): Inline[] => {
  const found = inlines(children, reader)
  reader.note(node, plain(found))
  return found
}

const itemsOf = (node: Parent, reader: Reader, depth: number): Item[] =>
  (node.children as RootContent[]).flatMap((item) =>
    'children' in item
      ? (item.children as RootContent[]).flatMap((child): Item[] => {
          if (depth > deepest || (child.type !== 'paragraph' && child.type !== 'list')) {
            reader.report(child, 'a list item holds one paragraph and lists; write it flatter')
            return []
          }
          if (child.type === 'list') return itemsOf(child, reader, depth + 1)
          const found = prose(child, child.children, reader)
          return [{ text: found, ...(depth > 0 && { depth }) }]
        })
      : [],
  )

const inlines = (children: PhrasingContent[], reader: Reader): Inline[] =>
  children.flatMap((child): Inline[] => {
    switch (child.type) {
      case 'text':
        return [child.value.replace(/\s*\n\s*/g, ' ')]
      case 'break':
        return [' ']
      case 'inlineCode':
        return [{ kind: 'code', text: child.value }]
      case 'strong':
      case 'emphasis':
        return [{ kind: child.type, text: plain(inlines(child.children, reader)) }]
      case 'delete':
        return [{ kind: 'strike', text: plain(inlines(child.children, reader)) }]
      case 'link':
        return [linkOf(child, reader)]
      default:
        reader.report(child, `${nameOf(child)} is not shown anywhere; write it in words`)
        return []
    }
  })

const linkOf = (node: Extract<PhrasingContent, { type: 'link' }>, reader: Reader): Inline => {
  const words = plain(inlines(node.children, reader))
  if (/^https?:\/\//i.test(node.url) && URL.canParse(node.url))
    return { kind: 'link', text: words, url: node.url }
  reader.report(node, 'a link must begin with https:// or http://; give the whole address')
  return words
}
