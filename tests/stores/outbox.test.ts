import { outboxContract } from '../contracts/outbox.ts'
import { openTimed } from './timed.ts'

outboxContract('SQLite', openTimed)
