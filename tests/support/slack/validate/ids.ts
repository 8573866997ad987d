import { type Broken, broken, type Json, objectsOf, twice } from './broken.ts'
import { objectsInside } from './inside.ts'

/** Slack tells blocks apart by block_id, and what is in one of them by action_id. */
export const brokenByIds = (blocks: readonly Json[]): Broken[] => [
  ...twice(
    blocks.map((block) => block.block_id),
    'block_id twice',
    (at) => `blocks.${at}.block_id`,
  ),
  ...blocks.flatMap((block, at) => brokenByActions(block, `blocks.${at}`)),
  ...brokenByFocus(blocks),
]

const brokenByActions = ({ elements }: Json, path: string): Broken[] =>
  twice(
    objectsOf(elements).map((element) => element.action_id),
    'action_id twice',
    (at) => `${path}.elements.${at}.action_id`,
  )

const brokenByFocus = (blocks: readonly Json[]): Broken[] =>
  objectsInside(blocks, 'blocks')
    .filter(({ object }) => object.focus_on_load === true)
    .slice(1)
    .flatMap(({ path }) => broken(true, 'focus_on_load twice', `${path}.focus_on_load`))
