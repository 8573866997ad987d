import type { Command } from '#core/command'
import { ask } from './ask.ts'
import { brief } from './brief.ts'
import { help } from './help.ts'
import { latest } from './latest.ts'
import { search } from './search.ts'
import { topics } from './topics.ts'

/** Every command there is, in the order in which help names them. */
export const commands: readonly Command[] = [ask, brief, latest, search, topics, help]
