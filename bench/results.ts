import type { Import } from './build.ts'
import type { Lookup } from './lookups.ts'
import type { Block } from './measure.ts'
import type { FirstAnswer, Memory } from './processes.ts'
import type { Search } from './searches.ts'

type At<T> = T & { size: number }

export type Results = {
  at: string
  node: string
  cores: number
  seconds: number
  imports: Import[]
  lookups: Lookup[]
  searches: Search[]
  searchBlocks: At<Block>[]
  minis: { size: number; buildSeconds: number; megabytes: number }[]
  firsts: At<FirstAnswer>[]
  memories: At<Memory>[]
}
