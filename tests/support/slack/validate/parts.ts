import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import { confirm, plain, words } from './texts.ts'

export const blockId = words(255).optional()

/** What every element has that somebody works with. */
export const worked = { action_id: words(255).optional(), focus_on_load: z.boolean().optional() }
export const confirmed = { ...worked, confirm: confirm.optional() }
export const placeholder = plain(150).optional()

/** Whether what is chosen at first stands, to the letter, among what can be chosen. */
export const isAmong = (chosen: readonly unknown[], choices: readonly unknown[]): boolean =>
  chosen.every((one) => choices.some((choice) => isDeepStrictEqual(choice, one)))

export const notAmong = (field: string) => ({ error: 'not one of the options', path: [field] })
