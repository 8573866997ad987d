import type { Deed } from '#core/audit'
import { counted } from '#core/show'
import type { Publication } from '#core/store'
import { shared } from '#core/viewer'

const mostNamed = 20

/** What is written down of files that are loaded or withdrawn; the labels of all of them stand above it. */
export const deedOf = (
  kind: Extract<Deed['kind'], 'imported' | 'withdrew'>,
  batch: readonly Publication[],
): Deed => {
  const named = batch
    .slice(0, mostNamed)
    .map(({ content, revision }) => `${content.slug}@${revision}`)
  const more = batch.length - named.length
  return {
    workspace: shared,
    by: { platform: 'operator', person: 'operator', name: 'Whoever runs Sitrep' },
    kind,
    about: `${counted(batch.length, 'revision')} in the folder`,
    details: [...named, ...(more > 0 ? [`${more} more`] : [])].join(', '),
    tlp: 'RED',
  }
}
