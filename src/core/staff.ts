import type { Entry } from './audit.ts'
import type { Page } from './read.ts'
import type { Appointment, Rights, Role, Writer } from './role.ts'
import type { Topic } from './topics.ts'
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
  /** The workspace's own topics, beside those that all share. */
  topics(): Promise<Topic[]>
  sharedTopics(): Promise<Topic[]>
  /** All of its own from now on; `what` is what that changes. Throws UserError where there is no workspace. */
  setTopics(topics: readonly Topic[], what: string): Promise<void>
  /** What was done here, as far as the viewer may know of it. */
  deeds(viewer: Viewer, page: { offset: number; limit: number }): Promise<Page<Entry>>
}
