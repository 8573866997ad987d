import type { IncomingMessage } from 'node:http'
import type { Requested } from '../api/discord.ts'
import { readBody } from './read-body.ts'
import { routed } from './routing.ts'

const root = /^\/api\/v10\//

/** A request as it is logged, with the pattern of its route. */
export const readRequest = async (incoming: IncomingMessage): Promise<Requested> => {
  const { method = 'GET', url = '/' } = incoming
  const { pathname, searchParams } = new URL(url, 'http://discord')
  const path = pathname.replace(root, '')
  const route = routed(method, path)?.name.split(' ')[1]
  return {
    method,
    route: route ?? path,
    path,
    query: Object.fromEntries(searchParams),
    body: await readBody(incoming),
    at: Date.now(),
  }
}
