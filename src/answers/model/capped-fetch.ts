/** What is longer than any choice can be. */
export class TooLong extends Error {
  override readonly name = 'TooLong'
}

/** Follows no redirect, and reads at most so many bytes of an answer: more is left unread. Throws TooLong. */
export const cappedFetch =
  (mostBytes: number): typeof fetch =>
  async (address, options) => {
    const { body, status, headers } = await fetch(address, { ...options, redirect: 'manual' })
    const parts: Uint8Array<ArrayBuffer>[] = []
    let bytes = 0
    // Leaving the loop early lets go of the connection.
    for await (const part of body ?? []) {
      bytes += part.byteLength
      if (bytes > mostBytes) throw new TooLong()
      parts.push(part)
    }
    // A status such as 204 allows no body, not even an empty one.
    return new Response(bytes > 0 ? new Blob(parts) : null, { status, headers })
  }
