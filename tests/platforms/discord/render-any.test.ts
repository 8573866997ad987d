import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Body, Occasion } from '#core/chat'
import {
  aside,
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
import { keyOf, readCustomId, withDelivery } from '#platforms/discord/custom-id'
import { type Rendered, renderAnswer, renderMessage } from '#platforms/discord/render/render'
import { anyBlocks, anyHeadline } from '../../support/any-blocks.ts'
import { calledBy, roleIds, uncalled } from '../../support/called.ts'
import { faultsOf } from '../../support/discord-faults.ts'
import { pressable } from '../../support/discord-outline.ts'
import {
  addressesIn,
  addressOf,
  type Expected,
  headline,
  missing,
  seen,
  shownBy,
  type Token,
  words,
} from '../../support/discord-words.ts'
import { briefingOf, everywhere, hostile } from '../../support/hostile.ts'

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

/** What is seen below what each message begins with. */
const below = (bodies: readonly Body[], beginning: (part: string) => Token[]): Token[] =>
  bodies.flatMap((body, at) => {
    const begun = beginning(at > 0 ? `continued, ${at + 1} of ${bodies.length}` : '')
    const tokens = seen(body)
    expect(tokens.slice(0, begun.length)).toEqual(begun)
    return tokens.slice(begun.length)
  })

// A name or head that stands again above what continues it is hard to tell from a second one.
const tellsAll = (some: Reply, { bodies }: Rendered): boolean =>
  bodies.length === 1 || !some.blocks.some(({ kind }) => kind === 'facts' || kind === 'table')

const asAnswer = (some: Reply): unknown => {
  const rendered = renderAnswer(some)
  if (!tellsAll(some, rendered)) return undefined
  const { tlp } = some
  const tokens = below(rendered.bodies, (part) =>
    tlp ? [...words(`TLP:${tlp}`, 'strong'), ...words(part)] : words(part, 'aside'),
  )
  return missing(tokens, [...headline(some, true), ...shownBy(some.blocks)])
}

const isSealed = ({ tlp }: Reply): boolean => tlp !== undefined && tlpRank(tlp) >= tlpRank('AMBER')

/** All that the message itself says, which a locked phone shows. */
const sealedAs = ({ tlp }: Reply, occasion: Occasion): string =>
  `TLP:${tlp}  ${occasion === 'unasked' ? 'Briefing for #policy' : 'Answer'}: open to read`

const asMessage = (some: Reply, occasion: Occasion): unknown => {
  const rendered = renderMessage(some, '#policy', occasion)
  if (!tellsAll(some, rendered)) return undefined
  const { tlp } = some
  const line = sealedAs(some, occasion)
  const tokens = below(rendered.bodies, (part) => {
    if (isSealed(some)) return [...words(line), ...words(part, 'aside')]
    return tlp ? [...words(`TLP:${tlp}`), ...words(part)] : words(part, 'aside')
  })
  const called = calledBy(some, occasion, roleIds)
  const shown = called === undefined ? some : uncalled(some)
  const { headline: said = [] } = shown
  const first = tlp ? headline(shown, isSealed(some)) : shownBy([paragraph(...said)])
  return missing(withoutCall(tokens, rendered.bodies[0], called), [
    ...first,
    ...addressesOf(said),
    ...shownBy(some.blocks),
  ])
}

/** Whom it calls stands once, in the first message's own text. */
const withoutCall = (tokens: Token[], first: Body = {}, called?: string): Token[] => {
  if (called === undefined) return tokens
  const isCall = (token: Token): boolean => token === `mention <@&${called}>`
  expect(tokens.filter(isCall)).toHaveLength(1)
  expect(seen({ content: first.content, components: [] }).filter(isCall)).toHaveLength(1)
  return tokens.filter((token) => !isCall(token))
}

/** Addresses of a headline may stand below it, with its words again. */
const addressesOf = (said: readonly Inline[]): Expected[] =>
  said
    .filter((one) => typeof one !== 'string' && one.kind === 'link')
    .map((one) => ({ either: [[], shownBy([aside(one)])] }))

describe('any reply', () => {
  test('is taken by Discord, calls nobody and shows no preview', () => {
    fc.assert(
      fc.property(anyReply, (some) => {
        expect(faultsOf(some)).toEqual([])
      }),
      runs,
    )
  })

  test('as an answer is seen whole, once and in order, and nothing in it is live', () => {
    fc.assert(
      fc.property(anyReply, (some) => {
        expect(asAnswer(some)).toBeUndefined()
      }),
      runs,
    )
  })

  test('as an ordinary message too', () => {
    fc.assert(
      fc.property(anyReply, anyOccasion, (some, occasion) => {
        expect(asMessage(some, occasion)).toBeUndefined()
      }),
      runs,
    )
  })

  test('shows a locked phone nothing of what is written from TLP:AMBER up', () => {
    fc.assert(
      fc.property(anyReply, anyOccasion, (some, occasion) => {
        fc.pre(isSealed(some))
        const called = calledBy(some, occasion, roleIds)
        for (const [at, { content }] of renderMessage(some, '#policy', occasion).bodies.entries()) {
          const call = called !== undefined && at === 0 ? ` <@&${called}>` : ''
          expect(content).toBe(`${sealedAs(some, occasion)}${call}`)
        }
      }),
      runs,
    )
  })

  test('calls whom its headline ends with where nobody asked for it, and nobody else', () => {
    fc.assert(
      fc.property(anyReply, anyOccasion, (some, occasion) => {
        const [first, ...more] = renderMessage(some, '#policy', occasion).bodies
        const called = calledBy(some, occasion, roleIds)
        const roles = called === undefined ? {} : { roles: [called] }
        expect(first?.allowed_mentions).toEqual({ parse: [], ...roles })
        for (const body of [...more, ...renderAnswer(some).bodies])
          expect(body.allowed_mentions).toEqual({ parse: [] })
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
        for (const rendered of [renderAnswer(some), renderMessage(some, '#policy', occasion)]) {
          const does = pressesOf(rendered)
          const expected = some.blocks.map(pressesIn)
          expect(does.toSorted()).toEqual(expected.flat().toSorted())
          // Where all does not stand in one message, buttons go to the last of them.
          if (rendered.bodies.length > 1 || does.length > 5) continue
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
    expect(new Set(shown.map((one) => one.custom_id)).size).toBe(shown.length)
    return shown.flatMap(({ custom_id: id, options }) => {
      const delivered = withDelivery(id, 'x'.repeat(22))
      expect(delivered.length).toBeLessThanOrEqual(100)
      const pressed = readCustomId(delivered)
      expect(pressed).toEqual(readCustomId(id))
      const invoked =
        pressed && 'kept' in pressed
          ? keep.find((one) => keyOf(one) === pressed.kept)
          : pressed?.invoked
      if (!pressed || !invoked) throw new Error(`nothing is known of ${id}`)
      if (!options) return [said(invoked)]
      return options.map(({ value }) =>
        said({ ...invoked, options: { ...invoked.options, [pressed.option ?? '']: value } }),
      )
    })
  })

describe('what is long is taken by Discord', () => {
  test.each<[string, string]>([
    ['10,000 characters without a space', 'x'.repeat(10_000)],
    ['a letter under 10,000 marks', `e${'\u0301'.repeat(10_000)}`],
    ['what must be escaped', '*'.repeat(2_500)],
  ])('%s, wherever it stands', (_, text) => {
    const headline = [text]
    expect(faultsOf(reply(everywhere(text), { tlp: 'AMBER', headline }))).toEqual([])
    expect(faultsOf(reply(everywhere(text.slice(0, 2_500)), { headline }))).toEqual([])
  })

  test.each<[string, Inline[]]>([
    ['a family of 1,500', ['👩\u200d'.repeat(1_500)]],
    ['5,000 syllables', ['ᄀ'.repeat(5_000)]],
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
    expect(asAnswer(shown)).toBeUndefined()
    expect(asMessage(shown, 'unasked')).toBeUndefined()
    const addresses = renderAnswer(shown).bodies.flatMap(addressesIn)
    expect(addresses).toEqual([addressOf(`https://example.org/?q=${text}`)])
  })

  test.each(hostile)('%j in every place of a reply', (text) => {
    for (const tlp of ['GREEN', 'RED'] as const) {
      const shown = reply(everywhere(text), { tlp, headline: [text] })
      expect(faultsOf(shown)).toEqual([])
      expect(asAnswer(shown)).toBeUndefined()
      expect(asMessage(shown, 'unasked')).toBeUndefined()
    }
  })
})
