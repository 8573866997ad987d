import type { Choice } from '../api/interaction.ts'
import { type Broken, each, within } from './broken.ts'

/** What Discord's description does not say of suggestions and choices; numbers stand as they are. */
export const brokenByChoices = (choices: readonly Choice[] | undefined, path: string): Broken[] =>
  each(choices, path, ({ value }, at) =>
    typeof value === 'string' ? within(value, [1, 100], `${at}.value`) : [],
  )
