import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Where what a bot says privately arrives. */
export type Answers = {
  /** A response_url; whoever expects hears the text of each message that is posted to it. */
  expect(hear: (text: string) => void): string
  stop(): Promise<void>
}

export const listenForAnswers = async (): Promise<Answers> => {
  const expected = new Map<string, (text: string) => void>()
  const server = createServer(async (request, response) => {
    const { text = '' } = JSON.parse(await bodyOf(request)) as { text?: string }
    expected.get(request.url ?? '')?.(text)
    response.writeHead(200, { 'content-type': 'text/plain' }).end('ok')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  let count = 0
  return {
    expect(hear) {
      count += 1
      const path = `/response/${count}`
      expected.set(path, hear)
      return `http://127.0.0.1:${port}${path}`
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return `${Buffer.concat(chunks)}`
}
