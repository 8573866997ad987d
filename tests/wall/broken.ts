import type { Store } from '#core/store'
import type { Viewer } from '#core/viewer'

/** Whoever sees everything. */
const everybody: Viewer = { kind: 'operator', clearance: 'RED' }

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const isViewer = (value: unknown): boolean =>
  isRecord(value) && 'clearance' in value && 'kind' in value

/** The same arguments with eyes that see everything, wherever a viewer stands in them. */
const unwalled = (given: unknown): unknown => {
  if (isViewer(given)) return everybody
  if (!isRecord(given) || !('viewer' in given || 'holding' in given)) return given
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, unwalled(value)]))
}

const takesViewer = (given: readonly unknown[]): boolean =>
  given.some(
    (one) =>
      isViewer(one) || (isRecord(one) && (isViewer(one.viewer) || takesViewer([one.holding]))),
  )

/**
 * The same store, with a note of every query that is handed a viewer; one of them may forget it, as if
 * its author had. Queries are named by where they stand: `search` or `digests.eligible`.
 */
export const watched = (store: Store, noted: Set<string>, forgetful?: string): Store =>
  watchedIn(store as unknown as Record<string, unknown>, '', noted, forgetful) as Store

const watchedIn = (
  part: Record<string, unknown>,
  path: string,
  noted: Set<string>,
  forgetful: string | undefined,
): unknown =>
  Object.fromEntries(
    Object.entries(part).map(([key, value]) => {
      const name = path + key
      if (isRecord(value)) return [key, watchedIn(value, `${name}.`, noted, forgetful)]
      if (typeof value !== 'function') return [key, value]
      return [
        key,
        (...given: unknown[]) => {
          if (takesViewer(given)) noted.add(name)
          return value(...(name === forgetful ? given.map(unwalled) : given))
        },
      ]
    }),
  )
