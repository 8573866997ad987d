import type { Tlp } from './tlp.ts'

/** `''` owns what all workspaces share; every viewer reads it beside their own. */
export const shared = ''

/**
 * Who reads. Every read of the store takes one; what lies beyond its clearance does not exist for it.
 * `person` is `discord:<id>`, `slack:<team>/<id>` or `terminal`. An operator reads all workspaces
 * and is made in `src/cli` only.
 */
export type Viewer =
  | { kind: 'channel'; workspace: string; channel: string; clearance: Tlp }
  | { kind: 'person'; workspace: string; person: string; clearance: Tlp }
  | { kind: 'operator'; clearance: Tlp }
