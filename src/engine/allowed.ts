import type { Command } from '#core/command'
import { UserError } from '#core/errors'
import { typed } from '#core/reply'
import type { Room } from '#core/room'

/** Who asks, as far as it matters here. */
type Where = {
  manages: boolean
  edits?: boolean
  approves?: boolean
  isOverheard?: boolean
  room?: Room
}

/** Throws UserError where a command is not for whoever asks, or not to be answered there. */
export const refuseOthers = (
  { name, allow, isPrivate }: Command,
  { manages, edits, approves, isOverheard, room }: Where,
): void => {
  const line = typed(`/${name}`)
  if (isPrivate && isOverheard)
    throw new UserError(line, ' is answered to you alone: use the command itself, not a message.')
  if (manages || allow === 'anyone') return
  if (allow === 'manager here' && room)
    throw new UserError(
      'In a channel, ',
      line,
      ' is for managers. Ask one of them to run it, or use it for yourself in direct messages with me.',
    )
  if (allow === 'editor' && !edits)
    throw new UserError(
      line,
      ' is for editors. A manager can make you one: ',
      typed('/role set'),
      room ? '.' : '; managers are editors too, in the channels that they manage.',
    )
  if (allow === 'approver' && !approves)
    throw new UserError(
      line,
      ' is for those who approve what others wrote. A manager can make you one: ',
      typed('/role set'),
    )
  if (allow === 'manager')
    throw new UserError(
      line,
      room
        ? ' is for managers. Ask one of them to run it.'
        : ' is for managers, who run it in the channel that it is for.',
    )
}
