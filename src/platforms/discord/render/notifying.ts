/** Nobody is called by what a briefing quotes. */
export const quietly = { allowed_mentions: { parse: [] } } as const

/** Whom a message may call: a role, or nobody. */
export const notifying = (role: string | undefined) =>
  role === undefined ? quietly : { allowed_mentions: { parse: [], roles: [role] } }

/** Markdown that calls a role, if there is one: in a message's own text, since an embed notifies nobody. */
export const callOf = (role: string | undefined): string =>
  role === undefined ? '' : `<@&${role}>`

/** A number of Discord's; with anything else it would refuse the message. */
export const roleId = /^\d{1,19}$/
