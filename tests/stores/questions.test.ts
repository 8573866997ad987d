import { questionsContract } from '../contracts/questions.ts'
import { openTimed } from './timed.ts'

questionsContract('SQLite', openTimed)
