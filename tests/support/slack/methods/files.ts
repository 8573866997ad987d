import { bytesOf, type SentFile } from '../../sent-file.ts'
import type { Place } from '../place.ts'
import type { Answer } from '../web/answers.ts'
import { judgedScope, teamOf } from '../web/handle.ts'
import type { Asked } from '../web/read-request.ts'
import { newId } from '../world/ids.ts'
import type { Channel, Json } from '../world/records.ts'

export const fileRoot = '/files-pri/'

/** Keeps a file that was sent in a channel; what a message says of it (reference/objects/file-object). */
export const sharedFile = ({ files, settings }: Place, { team }: Channel, file: SentFile): Json => {
  const id = newId('F')
  const path = `${fileRoot}${team.id}-${id}/download/${encodeURIComponent(file.name)}`
  files.set(path, { ...file, team })
  const url = file.url ?? `http://127.0.0.1:${settings.port}${path}`
  return {
    ...{ id, name: file.name, title: file.name, mode: 'hosted', is_external: false },
    mimetype: file.type ?? 'text/plain',
    size: file.size ?? bytesOf(file).byteLength,
    ...{ url_private: url, url_private_download: url },
  }
}

/** A file to whoever shows the workspace's token and may read files; all others are to sign in. */
export const fileAt = (place: Place, { path, token }: Asked): Answer => {
  const team = teamOf(place, token)
  const file = place.files.get(path)
  if (!file) return { status: 404, body: '' }
  if (!team || team !== file.team || judgedScope(place, 'file', team, 'files:read'))
    return { status: 302, body: '', headers: { location: `https://slack.com/?redir=${path}` } }
  if (file.movedTo) return { status: 302, body: '', headers: { location: file.movedTo } }
  const type = file.type ?? 'text/plain'
  return { status: 200, body: bytesOf(file), headers: { 'content-type': type } }
}
