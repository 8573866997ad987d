import { aside, type Block, link } from '#core/reply'
import { isBlank } from '../../render/blank.ts'
import { inFull, label } from '../../render/label.ts'
import type { Frame } from '../../render/shape.ts'
import { webAddress } from '../../render/web-address.ts'
import { escaped } from './escape.ts'
import { limits, ours } from './limits.ts'
import { isNarrow } from './table.ts'

/** Where blocks are shown: in components, in an embed, or in a message's own text. */
export type Place = keyof typeof ours.address

/** What Discord has room for there. */
export const frameOf = (place: Place): Frame => ({
  ...limits,
  address: ours.address[place],
  hasRoomBeside: place === 'components',
  isShort: (name) => escaped(name).length <= ours.name,
  isNarrow,
  image: (block) => image(block, place),
})

const image = ({ url, alt }: Extract<Block, { kind: 'image' }>, place: Place): Block[] => {
  const address = webAddress(url) ?? ''
  const words = isBlank([alt]) ? 'Image' : `Image: ${alt}`
  const isShown = address.startsWith('https:') && address.length <= limits.imageAddress
  if (place === 'content' || !isShown) return [aside(link(words, url))]
  const shown: Block = { kind: 'image', url: address, alt: label(alt, limits.imageAlt) }
  if (place === 'components') return [shown, ...inFull([alt], limits.imageAlt)]
  return words === 'Image' ? [shown] : [shown, aside(words)]
}
