import type { Planning } from './fanout-results.ts'
import type { Claiming } from './scale-claims.ts'
import type { Commands } from './scale-commands.ts'
import type { Failover } from './scale-fanout.ts'
import type { Read } from './scale-reads.ts'

export type Results = {
  at: string
  node: string
  cores: number
  seconds: number
  reads: readonly Read[]
  planning: readonly (Planning & { store: string })[]
  claims: readonly Claiming[]
  commands: readonly (Commands & { store: string })[]
  failover?: Failover
}
