import { digestsContract } from '../contracts/digests.ts'
import { openTimed } from './timed.ts'

digestsContract('SQLite', openTimed)
