import { usesContract } from '../contracts/uses.ts'
import { emptyStore } from '../support/store.ts'

usesContract('SQLite', emptyStore)
