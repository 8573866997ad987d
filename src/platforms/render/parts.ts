import type { Body } from '#core/chat'
import { aside, type Block, type Invoked } from '#core/reply'
import { fit } from '../fit.ts'

/** Messages in order, and what their buttons do that was too long for a platform to carry. */
export type Rendered = { bodies: Body[]; keep: Invoked[] }

/** One message, and whether the platform takes it. */
export type Message = { body: Body; keep: Invoked[]; fits: boolean }

/** Where a message stands among those that a reply became, from 0. */
export type Part = { at: number; of: number }

/** `continued, 2 of 3`; nothing for the first. */
export const continued = ({ at, of }: Part): string =>
  at > 0 ? `continued, ${at + 1} of ${of}` : ''

// No part says more of itself than this one.
const longest: Part = { at: 9_998, of: 9_999 }

/** Room for a correction that may come later: 500 characters and three components or blocks. */
export const reserve: readonly Block[] = [
  { kind: 'divider' },
  aside('x'.repeat(500)),
  { kind: 'divider' },
]

/** Shaped blocks in as many messages as they need, and of these the first `most`. */
export const inParts = (
  blocks: readonly Block[],
  make: (blocks: readonly Block[], part: Part) => Message,
  most = Number.POSITIVE_INFINITY,
): Rendered => {
  const parts = fit(blocks, { fits: (some) => make(some, longest).fits, reserve })
  const shown = parts.slice(0, most)
  const messages = shown.map((some, at) => make(some, { at, of: parts.length }))
  return {
    bodies: messages.map(({ body }) => body),
    keep: messages.flatMap(({ keep }) => keep),
  }
}
