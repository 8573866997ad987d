import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Body, Occasion } from '#core/chat'
import {
  type Block,
  emphasis,
  type Inline,
  type Invoked,
  link,
  list,
  paragraph,
  type Reply,
  strong,
} from '#core/reply'
import { briefingBlocks } from '#core/show'
import { tlpRank, tlps } from '#core/tlp'
import { keyOf } from '#platforms/press-key'
import { readPress } from '#platforms/slack/press'
import {
  type Rendered,
  renderAnswer,
  renderHome,
  renderMessage,
} from '#platforms/slack/render/render'
import { anyBlocks, anyHeadline } from '../../support/any-blocks.ts'
import { calledBy, groupIds, uncalled } from '../../support/called.ts'
import { briefingOf, everywhere, hostile } from '../../support/hostile.ts'
import { faultsOf } from '../../support/slack-faults.ts'
import { blocksOf, pressable } from '../../support/slack-outline.ts'
import { addressesIn, headline, seen, shownBy } from '../../support/slack-words.ts'
import { addressOf, missing, type Token, words } from '../../support/tokens.ts'

const reply = (blocks: Block[], rest: Partial<Reply> = {}): Reply => ({
  kind: 'reply',
  blocks,
  shows: [],
  ...rest,
})
const anyReply = fc
  .record(
    { blocks: anyBlocks, tlp: fc.constantFrom(...tlps), headline: anyHeadline },
    { requiredKeys: ['blocks'] },
  )
  .map(({ blocks, ...rest }) => reply(rest.tlp ? blocks : [paragraph('Words.'), ...blocks], rest))
const anyOccasion = fc.constantFrom<Occasion[]>('answer', 'unasked')
const runs = { numRuns: 300 }

/** What is seen below the first line of each message. */
const below = (bodies: readonly Body[], { tlp }: Reply): Token[] =>
  bodies.flatMap((body, at) => {
    const part = at > 0 ? `continued, ${at + 1} of ${bodies.length}` : ''
    const begun = tlp ? [...words(`TLP:${tlp}`, 'bold'), ...words(part)] : words(part, 'small')
    const tokens = seen(body)
    expect(tokens.slice(0, begun.length)).toEqual(begun)
    return tokens.slice(begun.length)
  })

// A name or head that stands again above what continues it is hard to tell from a second one.
const tellsAll = (some: Reply, { bodies }: Rendered): boolean =>
  bodies.length === 1 || !some.blocks.some(({ kind }) => kind === 'facts' || kind === 'table')

const lost = (some: Reply, rendered: Rendered, occasion: Occasion = 'answer'): unknown => {
  if (!tellsAll(some, rendered)) return undefined
  const called = calledBy(some, occasion, groupIds)
  const tokens = below(rendered.bodies, some)
  const shown = called === undefined ? some : uncalled(some)
  return missing(withoutCall(tokens, rendered.bodies[0], called), [
    ...headline(shown),
    ...shownBy(some.blocks),
  ])
}

/** Whom it calls stands once, in the first message's first line. */
const withoutCall = (tokens: Token[], first: Body = {}, called?: string): Token[] => {
  if (called === undefined) return tokens
  const isCall = (token: Token): boolean => token === `mention ${called}`
  expect(tokens.filter(isCall)).toHaveLength(1)
  expect(seen({ blocks: [blocksOf(first)[0]] }).filter(isCall)).toHaveLength(1)
  return tokens.filter((token) => !isCall(token))
}

const isSealed = ({ tlp }: Reply): boolean => tlp !== undefined && tlpRank(tlp) >= tlpRank('AMBER')

const sealedAs = ({ tlp }: Reply, occasion: Occasion): string =>
  `TLP:${tlp}  ${occasion === 'unasked' ? 'Briefing for #policy' : 'Answer'}: open to read`

describe('any reply', () => {
  test('is taken by Slack, calls nobody and shows no preview', () => {
    fc.assert(
      fc.property(anyReply, (some) => {
        expect(faultsOf(some)).toEqual([])
      }),
      runs,
    )
  })

  test('is seen whole, once and in order', () => {
    fc.assert(
      fc.property(anyReply, anyOccasion, (some, occasion) => {
        expect(lost(some, renderAnswer(some))).toBeUndefined()
        expect(lost(some, renderMessage(some, '#policy', occasion), occasion)).toBeUndefined()
      }),
      runs,
    )
  })

  test('shows a locked phone nothing of what is written from TLP:AMBER up', () => {
    fc.assert(
      fc.property(anyReply, anyOccasion, (some, occasion) => {
        fc.pre(isSealed(some))
        for (const { text } of renderMessage(some, '#policy', occasion).bodies)
          expect(text).toBe(sealedAs(some, occasion))
      }),
      runs,
    )
  })

  test('says below that its label first, and nothing that acts', () => {
    fc.assert(
      fc.property(anyReply, (some) => {
        fc.pre(!isSealed(some))
        for (const { text } of renderMessage(some, '#policy', 'unasked').bodies) {
          if (some.tlp) expect(`${text}`).toMatch(new RegExp(`^TLP:${some.tlp}`))
          expect(`${text}`).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/)
          expect(`${text}`.trim().length).toBeGreaterThan(0)
          expect(`${text}`.replace(/&(?:amp|lt|gt);/g, '&').length).toBeLessThanOrEqual(400)
        }
      }),
      runs,
    )
  })

  test('leads nowhere but where it says', () => {
    fc.assert(
      fc.property(anyReply, anyOccasion, (some, occasion) => {
        const own = new Set(linksOf(some))
        for (const { bodies } of [renderAnswer(some), renderMessage(some, '#policy', occasion)])
          for (const address of bodies.flatMap(addressesIn)) expect(own).toContain(address)
      }),
      runs,
    )
  })

  test('has what its buttons and menus do, block by block, each told apart from the others', () => {
    fc.assert(
      fc.property(anyReply, anyOccasion, (some, occasion) => {
        const { view, keep } = renderHome([some])
        for (const rendered of [
          renderAnswer(some),
          renderMessage(some, '#policy', occasion),
          { bodies: [view], keep },
        ]) {
          const does = pressesOf(rendered)
          const expected = some.blocks.map(pressesIn)
          expect(does.toSorted()).toEqual(expected.flat().toSorted())
          // Where all does not stand in one message, buttons go to the last of them.
          if (rendered.bodies.length > 1) continue
          for (const block of expected)
            expect(does.splice(0, block.length).toSorted()).toEqual(block.toSorted())
        }
      }),
      runs,
    )
  })
})

/** Where links and images lead. */
const linksOf = ({ headline: said = [], blocks }: Reply): string[] => {
  const inlines = [...said, ...blocks.flatMap(inlinesOf)]
  const urls = inlines.flatMap((one) =>
    typeof one !== 'string' && one.kind === 'link' ? [one.url] : [],
  )
  const images = blocks.flatMap((block) => (block.kind === 'image' ? [block.url] : []))
  return [...urls, ...images].filter((url) => URL.canParse(url)).map(addressOf)
}

const inlinesOf = (block: Block): Inline[] => {
  if (block.kind === 'list') return block.items.flatMap(({ text }) => text)
  if (block.kind === 'facts') return block.facts.flatMap(({ value }) => value)
  if (block.kind === 'table') return block.rows.flat(2)
  return 'text' in block ? block.text : []
}

const said = ({ command, options }: Invoked): string =>
  JSON.stringify([command, Object.entries(options)], (_, value) =>
    typeof value === 'string' ? value.toWellFormed() : value,
  )

const pressesIn = (block: Block): string[] => {
  if (block.kind === 'list')
    return block.items.flatMap(({ button: press }) => (press ? [said(press)] : []))
  if (block.kind === 'buttons') return block.buttons.map(said)
  if (block.kind !== 'select') return []
  const { command, option, choices } = block
  return choices.map(({ value }) => said({ command, options: { [option]: value } }))
}

/** What pressing and choosing would run, in order. */
const pressesOf = ({ bodies, keep }: Rendered): string[] =>
  bodies.flatMap((body) => {
    const shown = pressable(body)
    expect(new Set(shown.map((one) => one.action_id)).size).toBe(shown.length)
    return shown.flatMap(({ action_id = '', value, options }) => {
      const sent = options
        ? options.map((selected_option) => ({ action_id, selected_option }))
        : [{ action_id, ...(value !== undefined && { value }) }]
      return sent.map((one) => said(ranBy(readPress(one), keep)))
    })
  })

const ranBy = (pressed: ReturnType<typeof readPress>, keep: readonly Invoked[]): Invoked => {
  const invoked =
    pressed && 'kept' in pressed
      ? keep.find((one) => keyOf(one) === pressed.kept)
      : pressed?.invoked
  if (!invoked) throw new Error(`nothing is known of ${JSON.stringify(pressed)}`)
  return invoked
}

describe('what is long is taken by Slack', () => {
  test.each<[string, string]>([
    ['10,000 characters without a space', 'x'.repeat(10_000)],
    ['a letter under 10,000 marks', `e${'\u0301'.repeat(10_000)}`],
    ['what must be escaped', '&'.repeat(6_000)],
  ])('%s, wherever it stands', (_, text) => {
    const shown = [text]
    expect(faultsOf(reply(everywhere(text), { tlp: 'AMBER', headline: shown }))).toEqual([])
    expect(faultsOf(reply(everywhere(text.slice(0, 2_500)), { headline: shown }))).toEqual([])
  })

  test.each<[string, Inline[]]>([
    ['a family of 6,000', ['👩\u200d'.repeat(6_000)]],
    ['15,000 syllables', ['ᄀ'.repeat(15_000)]],
    [
      'many links',
      Array.from({ length: 20 }, () => link('ᄀ', `https://a.example/${'x'.repeat(990)}`)),
    ],
    ['styles', Array.from({ length: 999 }, (_, at) => (at % 2 ? strong('ᄀ') : emphasis('ᄀ')))],
  ])('%s that are one character', (_, text) => {
    const blocks: Block[] = [paragraph(...text), list([{ text }])]
    expect(faultsOf(reply(blocks, { tlp: 'GREEN', headline: text }))).toEqual([])
    expect(faultsOf(reply(blocks))).toEqual([])
  })
})

describe('hostile text', () => {
  test.each(hostile)('%j in every field of a briefing makes nothing', (text) => {
    const shown = reply(briefingBlocks(briefingOf(text)), { tlp: 'GREEN', headline: [text] })
    expect(faultsOf(shown)).toEqual([])
    expect(lost(shown, renderAnswer(shown))).toBeUndefined()
    const addresses = renderAnswer(shown).bodies.flatMap(addressesIn)
    expect(addresses).toEqual([addressOf(`https://example.org/?q=${text}`)])
  })

  test.each(hostile)('%j in every place of a reply', (text) => {
    for (const tlp of ['GREEN', 'RED'] as const) {
      const shown = reply(everywhere(text), { tlp, headline: [text] })
      expect(faultsOf(shown)).toEqual([])
      expect(lost(shown, renderMessage(shown, '#policy', 'unasked'), 'unasked')).toBeUndefined()
    }
  })
})
