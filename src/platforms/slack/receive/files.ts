import type { Attached, Fetched } from '#core/attached'
import { fetchFile, isRedirect, longestMs } from '../../fetch-file.ts'
import { addressOf } from '../address.ts'
import type { SlackSettings } from '../settings.ts'
import type { Teams } from '../teams.ts'

/** https://docs.slack.dev/reference/objects/file-object */
export type Given = {
  name?: string | null
  title?: string | null
  mimetype?: string
  size?: number
  url_private_download?: string
}

/** Files that were sent with a message; one that may not be told of has no address. */
export const filesIn = (given: readonly Given[] = []): { files?: Attached[] } => {
  const files = given.map(
    ({ name, title, mimetype: type, size: bytes, url_private_download: url = '' }): Attached => ({
      name: name ?? title ?? '',
      url,
      ...(type && { type }),
      ...(bytes !== undefined && { bytes }),
    }),
  )
  return files.length > 0 ? { files } : {}
}

const host = 'https://files.slack.com'

/**
 * Reads a file from Slack's own host, or from the one that stands in for Slack, with the token of the
 * workspace it was sent in. Whoever may not read one is sent on to a page for signing in.
 */
export const createFetchFile =
  (teams: Teams, { api, timeoutMs }: Pick<SlackSettings, 'api' | 'timeoutMs'>) =>
  async (channel: string, { url }: Attached, most: number): Promise<Fetched> => {
    const team = await teams.at(addressOf(channel).workspace).catch(() => undefined)
    if (!team) return { kind: 'failed', why: 'Slack does not answer' }
    return fetchFile(url, {
      origins: [host, new URL(api).origin],
      headers: { authorization: `Bearer ${team.client.token}` },
      isRefusal: (response) =>
        response.status === 401 ||
        response.status === 403 ||
        isRedirect(response) ||
        (response.headers.get('content-type') ?? '').startsWith('text/html'),
      most,
      timeoutMs: Math.min(timeoutMs, longestMs),
    })
  }
