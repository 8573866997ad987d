import { type Broken, broken, type Json, objectsOf, ours } from './broken.ts'
import { brokenAsMarkup } from './escaped.ts'
import { type Allowed, brokenByHouse } from './house.ts'
import { brokenByIds } from './ids.ts'
import { lengthOf } from './length.ts'
import { brokenByTables } from './tables.ts'

/** What is wrong with what a message shows, wherever it is sent. */
export const brokenByShown = (body: Json, allowed: Allowed): Broken[] => {
  const blocks = objectsOf(body.blocks)
  return [
    ...brokenByText(body, allowed),
    ...brokenByIds(blocks),
    ...brokenByTables(blocks),
    ...brokenByLength(blocks),
    ...blocks.flatMap(({ type }, at) =>
      broken(type === 'input', 'input outside a view', `blocks.${at}`),
    ),
    ...brokenByHouse(body.blocks, 'blocks', allowed),
    ...brokenByPreview(body),
  ]
}

const brokenByText = ({ text = '', blocks, ts }: Json, { mayMention }: Allowed): Broken[] => {
  if (typeof text !== 'string') return []
  const isBlank = text.trim() === ''
  const hasBlocks = Array.isArray(blocks) && blocks.length > 0
  const isLongUpdate = ts !== undefined && Buffer.byteLength(text) > 4_000
  return [
    ...broken(isBlank && !hasBlocks, 'message without anything', 'text'),
    ...ours(isBlank && hasBlocks, 'blocks without text', 'text'),
    ...broken(isLongUpdate, 'over 4000 bytes in an update', 'text'),
    ...ours(text.length > 4_000, 'over the 4000 characters advised', 'text'),
    ...brokenAsMarkup(text, 'text', mayMention),
  ]
}

/**
 * Characters of all blocks of a message, and about what each takes of them besides its text. Slack says
 * neither: the first is measured in bolt-js#2509; in #2867 a message of many blocks failed at 11,341.
 */
const most = 13_200
const perBlock = 100

const brokenByLength = (blocks: readonly Json[]): Broken[] => {
  const length = lengthOf(blocks)
  const isNear = length <= most && length + perBlock * blocks.length > most
  return [
    ...broken(length > most, 'over 13200 characters in all', 'blocks'),
    ...ours(isNear, 'over 13200 characters with 100 for each block', 'blocks'),
  ]
}

/** An update takes no word on previews; a post has them unless told. */
const brokenByPreview = (body: Json): Broken[] =>
  ['unfurl_links', 'unfurl_media'].flatMap((name) => {
    const isOff = body[name] === false || (body.ts !== undefined && body[name] === undefined)
    return ours(!isOff, 'link preview possible', name)
  })
