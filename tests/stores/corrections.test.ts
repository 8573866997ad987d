import { correctionsContract } from '../contracts/corrections.ts'
import { emptyStore } from '../support/store.ts'

correctionsContract('SQLite', emptyStore)
