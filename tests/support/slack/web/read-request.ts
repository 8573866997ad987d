import type { IncomingMessage } from 'node:http'
import type { Json } from '../world/records.ts'

/** What was asked, and by whom. `args` is a SyntaxError, not thrown, for JSON that is none. */
export type Asked = { path: string; token: string | undefined; args: Json | SyntaxError }

/** A request as @slack/web-api sends it, a form with JSON in its values, or as JSON. */
export const readRequest = async (incoming: IncomingMessage): Promise<Asked> => {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const args = parsed(`${Buffer.concat(chunks)}`, incoming.headers['content-type'] ?? '')
  const { pathname } = new URL(incoming.url ?? '/', 'http://slack')
  const bearer = incoming.headers.authorization?.replace(/^Bearer /, '')
  if (args instanceof SyntaxError) return { path: pathname, token: bearer, args }
  const { token = bearer, ...rest } = args
  return { path: pathname, token: token as string | undefined, args: rest }
}

const parsed = (text: string, type: string): Json | SyntaxError => {
  if (!type.startsWith('application/json')) return Object.fromEntries(new URLSearchParams(text))
  try {
    return JSON.parse(text)
  } catch (fault) {
    return fault as SyntaxError
  }
}
