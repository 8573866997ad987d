import { aside, type Block, link } from '#core/reply'
import { isBlank } from '../../render/blank.ts'
import { firstShown, inFull, label } from '../../render/label.ts'
import type { Frame } from '../../render/shape.ts'
import { webAddress } from '../../render/web-address.ts'
import { limits, ours } from './limits.ts'
import { isNarrow } from './table.ts'
import { escaped } from './text.ts'

const anywhere = {
  ...limits,
  address: ours.address,
  hasRoomBeside: true,
  isShort: (name: string) => name.length <= ours.name,
  image: (block: Extract<Block, { kind: 'image' }>) => image(block),
}

/** What a message that shows these blocks has room for: one table. */
export const frameOf = (blocks: readonly Block[]): Frame => {
  const only = blocks.find((block) => block.kind === 'table' && isNarrow(block))
  return { ...anywhere, isNarrow: (table) => table === only }
}

/** What App Home has room for: no table. */
export const homeFrame: Frame = { ...anywhere, isNarrow: () => false }

const image = ({ url, alt }: Extract<Block, { kind: 'image' }>): Block[] => {
  const address = webAddress(url) ?? ''
  const words = isBlank([alt]) ? 'Image' : `Image: ${alt}`
  if (!address.startsWith('https:') || escaped(address).length > ours.imageAddress)
    return [aside(link(words, url))]
  const said = label(firstShown(alt, 'Image'), ours.imageAlt)
  return [{ kind: 'image', url: address, alt: said }, ...inFull([alt], ours.imageAlt)]
}
