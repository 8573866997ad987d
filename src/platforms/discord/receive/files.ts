import type { Attached, Fetched } from '#core/attached'
import { fetchFile, longestMs } from '../../fetch-file.ts'
import type { DiscordSettings } from '../client.ts'

/** As the gateway brings a file, and as it is read from a conversation. */
type Given = { name?: string; filename?: string; content_type?: string } & {
  contentType?: string | null
  size?: number
  url: string
}

/** Files that were sent with a message. */
export const filesIn = (given: Iterable<Given>): { files?: Attached[] } => {
  const files = Array.from(given, (one): Attached => {
    const type = one.contentType ?? one.content_type
    return {
      name: one.name ?? one.filename ?? '',
      url: one.url,
      ...(type != null && { type }),
      ...(one.size !== undefined && { bytes: one.size }),
    }
  })
  return files.length > 0 ? { files } : {}
}

/** Where Discord keeps what people send (discord.com/developers/docs/reference, CDN). */
const hosts = ['https://cdn.discordapp.com', 'https://media.discordapp.net']

/** Reads a file from Discord's own hosts, or from the one that stands in for Discord; the token stays here. */
export const createFetchFile =
  ({ api, timeoutMs }: Pick<DiscordSettings, 'api' | 'timeoutMs'>) =>
  (_channel: string, { url }: Attached, most: number): Promise<Fetched> =>
    fetchFile(url, {
      origins: [...hosts, new URL(api).origin],
      most,
      timeoutMs: Math.min(timeoutMs, longestMs),
    })
