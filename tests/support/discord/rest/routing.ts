import { routes } from '../routes/table.ts'
import { isLike } from './matcher.ts'

export type Routed = { name: string; params: Record<string, string> }

const rows = Object.keys(routes).map((name) => {
  const [method = '', path = ''] = name.split(' ')
  return { name, method, segments: path.split('/') }
})

/** The route of a path like `channels/1/messages`, and what its colons stand for. */
export const routed = (method: string, path: string): Routed | undefined => {
  const given = path.split('/')
  const row = rows.find((one) => one.method === method && isLike(one.segments, given))
  if (!row) return undefined
  const params = row.segments.flatMap((one, at) =>
    one.startsWith(':') ? [[one.slice(1), decodeURIComponent(given[at] ?? '')]] : [],
  )
  return { name: row.name, params: Object.fromEntries(params) }
}
