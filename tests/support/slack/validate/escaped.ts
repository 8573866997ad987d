import { type Broken, ours } from './broken.ts'

const mention = /<(?:@|#|!subteam\^|!)([^|>]*)[^>]*>/g

/** Text that Slack parses: it names only who may be named, and is escaped. */
export const brokenAsMarkup = (
  text: string,
  path: string,
  mayMention: ReadonlySet<string> = new Set(),
): Broken[] => {
  const named = [...text.matchAll(mention)].map(([, id = '']) => id)
  return [
    ...ours(
      named.some((id) => !mayMention.has(id)),
      'mentions somebody',
      path,
    ),
    ...ours(isRaw(text.replace(mention, '')), 'text with & < > as they are', path),
  ]
}

const isRaw = (text: string): boolean => /[<>]|&(?!(?:amp|lt|gt);)/.test(text)
