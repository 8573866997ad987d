import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What a request for a choice held. */
export type Asked = { headers: IncomingHttpHeaders; url: string; body: string }

export type ModelServer = { url: string; asked: Asked[] }

export type Answering = (response: ServerResponse, asked: Asked) => void

/** An OpenAI-compatible server of this test's own that answers as it is told. */
export const modelServer = async (answer: Answering): Promise<ModelServer> => {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const one = { headers: request.headers, url: request.url ?? '', body }
      asked.push(one)
      answer(response, one)
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/v1`, asked }
}

/** A completion whose only words are these. */
export const completion = (content: string): string => completionOf({ content }, 'stop')

/** Answers with these words. */
export const answering =
  (content: string) =>
  (response: ServerResponse): void =>
    completed({ content })(response)

/** Answers with a message of any kind, and why it ended. */
export const completed =
  (message: object, ended: string | null = 'stop') =>
  (response: ServerResponse): void => {
    response.setHeader('content-type', 'application/json')
    response.end(completionOf(message, ended))
  }

const completionOf = (message: object, ended: string | null): string =>
  JSON.stringify({
    id: 'one',
    object: 'chat.completion',
    created: 1,
    model: 'test',
    choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: ended }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  })
