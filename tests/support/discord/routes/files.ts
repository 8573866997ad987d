import { bytesOf, type SentFile } from '../../sent-file.ts'
import type { Requested } from '../api/discord.ts'
import type { Place } from '../place.ts'
import { type Answer, refusals } from '../rest/answers.ts'
import type { Json } from '../world/records.ts'
import { newId } from '../world/snowflake.ts'

const root = 'attachments/'

/** Keeps a file that was sent in a channel; what a message says of it. */
export const attached = ({ files, settings }: Place, channel: string, file: SentFile): Json => {
  const id = newId()
  const path = `${root}${channel}/${id}/${encodeURIComponent(file.name)}`
  files.set(path, file)
  const url = file.url ?? `http://127.0.0.1:${settings.port}/${path}?ex=1&is=1&hm=1`
  return {
    ...{ id, filename: file.name, url, proxy_url: url },
    size: file.size ?? bytesOf(file).byteLength,
    ...(file.type !== undefined && { content_type: file.type }),
  }
}

/** A file, where one is asked for; whoever has the address may read it, and shows no token. */
export const fileAt = (
  { files, violations }: Place,
  { method, path: asked }: Requested,
  authorization: string | undefined,
): Answer | undefined => {
  const path = asked.replace(/^\//, '')
  if (!path.startsWith(root)) return undefined
  const route = `${method} ${root}`
  if (authorization !== undefined)
    violations.push({ route, rule: 'a token with a file', path: '', isOurs: true, body: undefined })
  const file = files.get(path)
  if (!file) return refusals.notFound
  if (file.movedTo) return { status: 302, headers: { location: file.movedTo } }
  const type = file.type ?? 'application/octet-stream'
  return { status: 200, body: bytesOf(file), headers: { 'content-type': type } }
}
