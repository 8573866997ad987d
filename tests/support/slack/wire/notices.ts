import type { Notice } from '../api/wire.ts'

export const event = (id: string): Extract<Notice, { kind: 'event' }> => ({
  kind: 'event',
  body: {
    type: 'event_callback',
    event_id: id,
    team_id: 'T1',
    event: { type: 'app_mention', user: 'U1', text: 'what is new & what <not>', channel: 'C1' },
  },
})

export const command = (text = 'defence core'): Notice => ({
  kind: 'command',
  body: { command: '/brief', text, team_id: 'T1', user_id: 'U1', channel_id: 'C1' },
})

export const press: Notice = {
  kind: 'interaction',
  body: {
    type: 'block_actions',
    team: { id: 'T1' },
    user: { id: 'U1' },
    actions: [{ type: 'button', action_id: 'read', block_id: 'b', value: 'x' }],
  },
}

export const submit: Notice = {
  kind: 'interaction',
  body: {
    type: 'view_submission',
    team: { id: 'T1' },
    user: { id: 'U1' },
    view: { type: 'modal', callback_id: 'form', state: { values: {} } },
  },
}

export const suggest: Notice = {
  kind: 'interaction',
  body: {
    type: 'block_suggestion',
    team: { id: 'T1' },
    user: { id: 'U1' },
    block_id: 'b',
    action_id: 'subject',
    value: 'def',
  },
}
