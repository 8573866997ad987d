import type { Viewer } from '#core/viewer'
import { clearanceOf } from '../clearance.ts'
import type { Given } from './operation.ts'

/** Whoever runs Sitrep, reading everything. Made here and nowhere else. */
export const operator: Viewer = { kind: 'operator', clearance: 'RED' }

/** The same, reading no further than `--clearance`; without one, no further than TLP:CLEAR. */
export const operatorWithin = ({ flags }: Given): Viewer => ({
  kind: 'operator',
  clearance: clearanceOf(flags.clearance === undefined ? undefined : String(flags.clearance)),
})
