import type { APIContainerComponent } from 'discord.js'
import type { Block } from '#core/reply'
import type { Tlp } from '#core/tlp'
import type { Message } from '../../render/parts.ts'
import { colours } from './colours.ts'
import { type Component, components } from './components.ts'
import { newPresses } from './controls.ts'
import { flags, limits, types } from './limits.ts'
import { quietly } from './notifying.ts'

/** A message of Components V2: a first line in Markdown, shaped blocks under it, a label's colour beside. */
export const answer = (first: string, blocks: readonly Block[], tlp?: Tlp): Message => {
  const presses = newPresses()
  const shown = components(first, blocks, presses)
  const all = tlp ? [container(shown, tlp)] : shown
  return {
    body: { components: all, flags: flags.componentsV2 | flags.suppressEmbeds, ...quietly },
    keep: presses.keep,
    fits: count(all) <= limits.components && characters(shown) <= limits.componentText,
  }
}

const container = (shown: Component[], tlp: Tlp): APIContainerComponent => ({
  type: types.container,
  accent_color: colours[tlp],
  components: shown,
})

type Counted = { type: number; components?: Counted[]; accessory?: unknown; content?: string }

/** A section's button counts too. */
const count = (all: readonly Counted[]): number =>
  all.reduce(
    (sum, { components = [], accessory }) => sum + 1 + count(components) + (accessory ? 1 : 0),
    0,
  )

const characters = (all: readonly Counted[]): number =>
  all.reduce(
    (sum, { content = '', components = [] }) => sum + content.length + characters(components),
    0,
  )
