import type { Fetched } from '#core/attached'

export type FetchWish = {
  /** Where the platform keeps files, as origins: `https://files.slack.com`. Nothing else is asked. */
  origins: readonly string[]
  /** What is sent along, and only there. */
  headers?: Record<string, string>
  /** Whether an answer is this platform's way to say that the bot may not read it. */
  isRefusal?(response: Response): boolean
  /** Bytes after which it is let go. */
  most: number
  timeoutMs: number
}

/** However long a platform may take for other answers. */
export const longestMs = 10_000

/** Reads a file from a platform's own place; no redirect is followed, and no more is read than asked for. */
export const fetchFile = async (
  url: string,
  { origins, headers = {}, isRefusal, most, timeoutMs }: FetchWish,
): Promise<Fetched> => {
  if (!origins.includes(URL.parse(url)?.origin ?? '')) return { kind: 'elsewhere' }
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(url, { headers, redirect: 'manual', signal })
    const nothing = isRefusal?.(response) ? refused : nothingIn(response)
    if (!nothing) return await read(response, most)
    await response.body?.cancel()
    return nothing
  } catch {
    return signal.aborted ? { kind: 'late' } : { kind: 'failed', why: 'the connection broke' }
  }
}

const refused: Fetched = { kind: 'refused' }

/** An answer that only says where else to look. */
export const isRedirect = ({ status }: Response): boolean => status >= 300 && status < 400

const nothingIn = (response: Response): Fetched | undefined => {
  if (response.ok) return undefined
  return isRedirect(response)
    ? { kind: 'elsewhere' }
    : { kind: 'failed', why: `${response.status}` }
}

/** What is said of its size may be wrong, so it is counted as it comes. */
const read = async ({ body }: Response, most: number): Promise<Fetched> => {
  const chunks: Uint8Array[] = []
  let size = 0
  // Leaving the loop lets the rest go.
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > most) return { kind: 'too large' }
    chunks.push(chunk)
  }
  return { kind: 'fetched', bytes: joined(chunks, size) }
}

const joined = (chunks: readonly Uint8Array[], size: number): Uint8Array => {
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return bytes
}
