import { onceContract } from '../contracts/once.ts'
import { openTimed } from './timed.ts'

onceContract('SQLite', openTimed)
