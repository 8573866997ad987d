import type { IncomingMessage } from 'node:http'

/**
 * The JSON of a request, also where it came with files (`payload_json`). `undefined` without a body;
 * a SyntaxError, not thrown, for one that is no JSON.
 */
export const readBody = async (incoming: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  if (bytes.length === 0) return undefined
  const type = incoming.headers['content-type'] ?? ''
  return parsed(type.startsWith('multipart/') ? await payloadOf(bytes, type) : `${bytes}`)
}

const payloadOf = async (bytes: Buffer, type: string): Promise<string> => {
  const form = await new Response(new Uint8Array(bytes), {
    headers: { 'content-type': type },
  }).formData()
  return `${form.get('payload_json') ?? '{}'}`
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (fault) {
    return fault
  }
}
