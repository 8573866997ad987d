import type { RunContext } from '#core/command'
import type { Draft } from '#core/draft'
import { UserError } from '#core/errors'
import { type Meant, writingIn } from '#core/options'
import type { Read } from '#core/read'
import { type Button, button, typed } from '#core/reply'
import type { Viewer } from '#core/viewer'
import type { Writing } from '#core/writing'

/** What writing a briefing takes of whoever asks. */
export type Here = {
  writing: Writing
  read: Read
  viewer: Viewer
  now: Temporal.Instant
  zone: string
}

/** Throws UserError where nobody can write. */
export const hereOf = ({
  writing,
  read,
  viewer,
  now,
  zone,
}: Pick<
  RunContext<Record<never, never>>,
  'writing' | 'read' | 'viewer' | 'now' | 'zone'
>): Here => ({
  writing: writingIn(writing),
  read,
  viewer,
  now,
  zone,
})

/** A draft with the version that somebody saw of it: `x7k3.4`. */
export const seenAs = ({ id, version }: Draft): string => `${id}.${version}`

/** A button on a draft, which does nothing once the draft has changed. */
export const draftButton = (
  label: string,
  command: string,
  draft: Draft,
  more: Record<string, string> = {},
  opens: Button['opens'] = 'new',
): Button => button(label, `briefing ${command}`, { draft: seenAs(draft), ...more }, opens)

/** The draft as whoever asks has seen it. Throws UserError where it has changed since, or is settled. */
export const asSeen = ({ draft, seen }: Meant): Draft => {
  const { id, state, version, published } = draft
  if (state === 'dropped')
    throw new UserError(`Draft ${id} was dropped. Begin anew: `, typed('/briefing new'))
  if (state === 'published')
    throw new UserError(
      `Draft ${id} is published already. Read it: `,
      typed(`/brief ${published?.briefing ?? ''}`),
    )
  if (seen !== undefined && seen !== version)
    throw new UserError(
      `Draft ${id} has changed since you saw it, so nothing was done. Look at it once more: `,
      typed(`/briefing show ${id}`),
    )
  return draft
}

/** Throws UserError: somebody else was faster. */
export const changedMeanwhile = ({ id }: Draft): UserError =>
  new UserError(
    'Somebody else has just changed this draft, so nothing was done. Look at it once more: ',
    typed(`/briefing show ${id}`),
  )
