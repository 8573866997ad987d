/** The first characters of every line; the rest of a longer one is passed over, never held. */
export async function* piped(
  input: AsyncIterable<Uint8Array | string>,
  most: number,
): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let open = ''
  for await (const chunk of input) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    const [first = '', ...others] = text.split('\n')
    open = joined(open, first, most)
    for (const other of others) {
      yield withoutReturn(open)
      open = joined('', other, most)
    }
  }
  open = joined(open, decoder.decode(), most)
  if (open !== '') yield withoutReturn(open)
}

const joined = (open: string, more: string, most: number): string =>
  open + more.slice(0, most - open.length)

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line)
