import type { Command } from '#core/command'
import { nameForDuty } from './duty.ts'
import { setRole } from './set.ts'
import { showRoles } from './show.ts'

/** Who does what in a workspace. */
export const roleCommands: readonly Command[] = [showRoles, setRole, nameForDuty]
