/**
 * Where something is in Slack. A channel is `T1/C1`, a thread in it `T1/C1/1700000000.000100`: ids of Slack
 * are unique within a workspace only. A message is `C1/1700000000.000100`, a person `slack:T1/U1`.
 */
export type Address = { workspace: string; channel: string; thread?: string }

export const addressOf = (channel: string): Address => {
  const [workspace = '', id = '', thread] = channel.split('/')
  return { workspace, channel: id, ...(thread && { thread }) }
}

export const channelAt = ({ workspace, channel, thread }: Address): string =>
  [workspace, channel, ...(thread ? [thread] : [])].join('/')

/** The channel itself, of a thread too. */
export const rootOf = (channel: string): string => channelAt({ ...addressOf(channel), thread: '' })

/** Whether it is between two people, or alone with the bot; App Home counts as that. */
export const isDm = (channel: string): boolean => /^D|^$/.test(addressOf(channel).channel)

export const messageAt = (channel: string, ts: string): string => `${channel}/${ts}`

/** When it was written, by which Slack knows a message in its channel. */
export const tsOf = (message: string): string => message.split('/').at(-1) ?? ''

export const personAt = (workspace: string, user: string): string => `slack:${workspace}/${user}`

export const personOf = (person: string): { workspace: string; user: string } => {
  const [workspace = '', user = ''] = person.replace(/^slack:/, '').split('/')
  return { workspace, user }
}

/** Where a message is to be found. */
export const linkAt = (workspace: string, message: string): string => {
  const [channel = ''] = message.split('/')
  return `https://app.slack.com/client/${workspace}/${channel}/thread/${channel}-${tsOf(message)}`
}
