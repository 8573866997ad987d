import { webAddress } from '../../render/web-address.ts'
import { escaped } from './escape.ts'
import type { Run } from './run.ts'

/**
 * Visible words that lead to a page of the web, pressed where Discord takes them so: it shows a backslash
 * in such words (discord-api-docs, issue 6185) and refuses those with an address or an emoji in them
 * (7721, 7673). Otherwise the address follows the words; any other address than of the web is left out.
 */
export const linked = (words: string, url: string): Run[] => {
  const address = webAddress(url)
  const shown = words.trim()
  if (address === undefined) return [{ kind: 'plain', text: words }]
  if (shown === '' || shown === url || shown === address) return alone(address)
  if (!isPressed(shown, address))
    return [
      { kind: 'plain', text: `${words.trimEnd()} (` },
      ...alone(address),
      { kind: 'plain', text: words.endsWith(' ') ? ') ' : ')' },
    ]
  return [{ kind: 'whole', text: words.replace(shown, () => `[${shown}](<${address}>)`) }]
}

const alone = (address: string): Run[] => [{ kind: 'whole', text: `<${address}>` }]

const isPressed = (words: string, address: string): boolean =>
  escaped(words) === words && !refused.test(words) && accepted.test(address)

const refused = /\bwww\.|\p{RGI_Emoji}|\p{ExtPict}/v
// Percent-encoded punctuation makes Discord take a link for malformed (mw-discord, pull request 54).
const accepted = /^(?:[\w\-./:?#@!$&+,;=]|%(?!2[15789A]|7E)[\dA-F]{2})+$/i
