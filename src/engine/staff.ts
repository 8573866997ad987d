import type { Deed } from '#core/audit'
import type { ChatPlatform } from '#core/chat'
import { UserError } from '#core/errors'
import type { Log } from '#core/log'
import { typed } from '#core/reply'
import type { Appointment, Rights, Writer } from '#core/role'
import type { Staff } from '#core/staff'
import type { Store } from '#core/store'
import { shared } from '#core/viewer'

export type StaffParts = {
  store: Store
  platform: ChatPlatform
  now: () => Temporal.Instant
  log: Log
}

export type StaffAsker = { me: Writer; rights: Rights; workspace(): Promise<string> }

/** Who does what in the workspace that somebody asks in, and what they have done. */
export const staffOf = (parts: StaffParts, { me, rights, workspace }: StaffAsker): Staff => {
  const { store, platform, now, log } = parts

  const appoint = async (
    person: string,
    set: Partial<Pick<Appointment, 'role' | 'isDuty'>>,
    deed: (was: Appointment) => Pick<Deed, 'kind' | 'details'>,
  ): Promise<Appointment> => {
    const mine = await workspace()
    if (mine === shared) throw noWorkspace()
    const name = await platform.memberName(mine, person)
    const known = await store.roles.appointment(mine, person)
    const isLeaving = set.role === 'reader' || set.isDuty === false
    // Whoever has left is nobody to appoint, and must still lose what they had.
    if (name === undefined && !(known && isLeaving)) throw noMember()
    const none = { role: 'reader', isDuty: false } as const
    const who = { platform: platform.name, person, name: name ?? known?.name ?? '' }
    const was = { ...none, setBy: '', setAt: '', ...known, workspace: mine, ...who }
    await store.roles.appoint(
      { ...was, ...set, setBy: me.person, setAt: now().toString() },
      { ...deed(was), workspace: mine, by: me, about: who.name },
    )
    log.info({ workspace: mine, person, ...set, by: me.person }, 'somebody was appointed')
    return was
  }

  return {
    me,
    rights,
    appointments: async () => store.roles.appointments(await workspace()),
    async setRole(person, role) {
      const was = await appoint(person, { role }, (before) => ({
        kind: 'set a role',
        details: `${before.role} → ${role}`,
      }))
      return { was: was.role, name: was.name }
    },
    async setDuty(person, isDuty) {
      const was = await appoint(person, { isDuty }, () => ({
        kind: 'named for duty',
        details: isDuty ? 'on duty' : 'off duty',
      }))
      return { was: was.isDuty, name: was.name }
    },
    topics: async () => {
      const mine = await workspace()
      return mine === shared ? [] : store.topicsOf(mine)
    },
    sharedTopics: () => store.topicsOf(shared),
    async setTopics(topics, what) {
      const mine = await workspace()
      if (mine === shared) throw noWorkspace()
      const deed = { workspace: mine, by: me, kind: 'changed the topics', about: what } as const
      await store.setTopics(mine, topics, deed)
    },
    deeds: (viewer, page) => store.audit.list(viewer, page),
  }
}

const noWorkspace = (): UserError =>
  new UserError(
    'Roles and topics belong to a workspace, and your direct messages belong to none yet. Say which: ',
    typed('/workspace use'),
    ', or use this in one of its channels.',
  )

const noMember = (): UserError =>
  new UserError('Whoever you name is not a member here. Mention them as @name, from the list.')
