import { fairUseContract } from '../contracts/fair-use.ts'
import { openTimed } from './timed.ts'

fairUseContract('SQLite', openTimed)
