import { objectsInside } from './inside.ts'

const counted = ['text', 'url', 'fallback', 'alt_text', 'image_url'] as const

/** Slack counts `&`, `<` and `>` as it escapes them. */
const escaped = (text: string): number =>
  text.replaceAll('&', '&amp;').replace(/[<>]/g, '&lt;').length

/** All text in blocks, or in a part of them, with the addresses of links and images; characters. */
export const lengthOf = (blocks: unknown): number =>
  objectsInside(blocks, '')
    .flatMap(({ object }) => counted.map((name) => object[name]))
    .reduce<number>((sum, one) => sum + (typeof one === 'string' ? escaped(one) : 0), 0)
