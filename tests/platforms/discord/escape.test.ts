import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { visible } from '#core/visible'
import { escaped, ordinaryLine } from '#platforms/discord/render/escape'
import { anyWords } from '../../support/any-blocks.ts'
import { read } from '../../support/discord-markdown.ts'

describe('a backslash stands before what would be live', () => {
  test.each([
    ['@everyone and @here', '\\@everyone and \\@here'],
    ['<@1> <@&2> <#3>', '\\<@1> \\<@&2> \\<#3>'],
    ['</cmd:1> <t:1:R> <a:x:1>', '\\</cmd:1> \\<t\\:1:R> \\<a\\:x:1>'],
    [':smile: ::', '\\:smile: ::'],
    ['https://a.example ftp://b', 'https\\://a.example ftp\\://b'],
    ['discord.gg/a Discord.com/invite/b', 'discord.gg\\/a Discord.com\\/invite/b'],
    ['[x](javascript:alert(1))', '\\[x\\]\\(javascript:alert(1))'],
    ['a*b _c_ ~~d~~ ||e|| `f` \\', 'a\\*b \\_c\\_ \\~\\~d\\~\\~ \\|\\|e\\|\\| \\`f\\` \\\\'],
    ['@\u200beveryone \u202ex', '\\@everyone x'],
  ])('%s', (text, markdown) => expect(escaped(text)).toBe(markdown))
})

test.each([
  'TLP:CLEAR  No change: 5 % (F3), #policy, 2.5 - 3.0 + x > y & a.b@c.org',
  'At 08:00; said "are to lead" – Łódź, 漢字, 👩‍👩‍👧‍👦',
])('what is only words stays as it is: %s', (text) => expect(escaped(text)).toBe(text))

describe('at the beginning of a line too', () => {
  test.each([
    ['# a', '\\# a'],
    ['-# a', '\\-# a'],
    ['- a', '\\- a'],
    ['+ a', '\\+ a'],
    ['>>> a', '\\>>> a'],
    ['12. a', '12\\. a'],
    ['3) a', '3\\) a'],
    ['3.5 a', '3\\.5 a'],
    ['a # b - c', 'a # b - c'],
  ])('%s', (text, markdown) => expect(ordinaryLine(escaped(text))).toBe(markdown))
})

describe('any text', () => {
  const isShown = (markdown: string, text: string): void => {
    const shown = visible(text).trim()
    expect(read(markdown)).toEqual(shown === '' ? [] : [{ kind: 'text', text: shown }])
  }

  test('is shown as just that text', () => {
    fc.assert(
      fc.property(anyWords, (text) => {
        isShown(ordinaryLine(escaped(text).trim()), text)
      }),
      { numRuns: 2_000 },
    )
  })

  test('after a link of ours too, which ends where it should', () => {
    fc.assert(
      fc.property(anyWords, (text) => {
        const [first, ...others] = read(`[a](<https://a.example/>) ${escaped(text)}`)
        expect(first).toMatchObject({ kind: 'link', url: 'https://a.example/' })
        expect(others).toEqual([{ kind: 'text', text: ` ${visible(text)}` }])
      }),
      { numRuns: 2_000 },
    )
  })
})
