import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A screen on a phone twice, where it begins and where it ends, as a page of HTML; `look` names its style. */
export const phones = (look: 'discord' | 'slack', screen: string): string =>
  `<!doctype html><meta charset="utf-8"><style>${style('phone')}${style(look)}</style>
    <div class="phone">${screen}</div><div class="phone end">${screen}</div>`

const style = (name: string): string =>
  readFileSync(join(import.meta.dirname, `${name}.css`), 'utf8')

export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`)
