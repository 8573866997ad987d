import type { Notice } from '../api/wire.ts'

/** A request's body and its content type. */
export type Written = { type: string; text: string }

const form = (fields: Record<string, string>): Written => ({
  type: 'application/x-www-form-urlencoded',
  text: `${new URLSearchParams(fields)}`,
})

/** As Slack writes it: events as JSON, commands as a form, interactions as JSON in a form. */
export const written = ({ kind, body }: Notice): Written => {
  switch (kind) {
    case 'event':
      return { type: 'application/json', text: JSON.stringify(body) }
    case 'command':
      return form(Object.fromEntries(Object.entries(body).map(([name, one]) => [name, `${one}`])))
    case 'interaction':
      return form({ payload: JSON.stringify(body) })
  }
}
