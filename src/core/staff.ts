import type { Entry } from './audit.ts'
import type { Page } from './read.ts'
import type { Appointment, Rights, Role, Writer } from './role.ts'
import type { Viewer } from './viewer.ts'

/** Who does what in the workspace somebody asks in, and what they have done; handed to commands as `staff`. */
export type Staff = {
  me: Writer
  rights: Rights
  /** Everybody whom a manager appointed. */
  appointments(): Promise<Appointment[]>
  /** What that person was before. Throws UserError for whoever is no member, and where there is no workspace. */
  setRole(person: string, role: Role): Promise<{ was: Role; name: string }>
  setDuty(person: string, isDuty: boolean): Promise<{ was: boolean; name: string }>
  /** What was done here, as far as the viewer may know of it. */
  deeds(viewer: Viewer, page: { offset: number; limit: number }): Promise<Page<Entry>>
}
