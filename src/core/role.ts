/** Somebody who writes, approves or manages, and what they were called then. */
export type Writer = { platform: string; person: string; name: string }

/** Each may do what those before it may. */
export const roles = ['reader', 'editor', 'approver', 'manager'] as const
export type Role = (typeof roles)[number]

/** What a manager made somebody in a workspace; whoever has none is a reader. */
export type Appointment = Writer & {
  workspace: string
  role: Role
  /** May release alone what otherwise needs a second pair of eyes. */
  isDuty: boolean
  setBy: string
  /** An ISO instant. */
  setAt: string
}

/** What somebody may do with briefings and settings. */
export type Rights = {
  manages: boolean
  edits: boolean
  approves: boolean
  releasesAlone: boolean
}

/**
 * What an appointment gives, beside what somebody has already: whoever administers the workspace on the
 * platform, or is named in the settings, needs none. Only who is on duty is always named by a manager.
 */
export const rightsOf = (
  before: { manages: boolean; isListed: boolean },
  appointment: Pick<Appointment, 'role' | 'isDuty'> | undefined,
): Rights => {
  const rank = roles.indexOf(appointment?.role ?? 'reader')
  const atLeast = (role: Role) => rank >= roles.indexOf(role)
  const manages = before.manages || atLeast('manager')
  const approves = manages || before.isListed || atLeast('approver')
  const edits = approves || atLeast('editor')
  return {
    manages,
    approves,
    edits,
    releasesAlone: edits && (appointment?.isDuty ?? false),
  }
}
