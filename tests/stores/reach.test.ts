import { reachContract } from '../contracts/reach.ts'
import { emptyStore } from '../support/store.ts'

reachContract('SQLite', emptyStore)
