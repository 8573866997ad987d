import { randomUUID } from 'node:crypto'
import type { Wire } from '../api/wire.ts'
import { type Written, written } from './http-body.ts'
import { meant, type Records } from './records.ts'
import { signed, stale } from './sign.ts'
import { type Attempt, lost, type Why } from './way.ts'

export type Http = {
  tell(url: string, attempt: Attempt): ReturnType<Wire['tell']>
  /** Rejects where the address does not send the challenge back. */
  challenge(url: string): Promise<void>
  forge(url: string, ...how: Parameters<Wire['forge']>): Promise<number>
  stop(): void
}

/** Slack's words for why an event comes again (docs.slack.dev: Events API, retries). */
const reasons: Record<Why, string> = {
  late: 'http_timeout',
  cut: 'connection_failed',
  'nobody listens': 'connection_failed',
  refused: 'http_error',
}

export const createHttp = (secret: string, records: Records, ackWithin: number): Http => {
  const end = new AbortController()

  const post = (url: string, { type, text }: Written, headers: Record<string, string>) =>
    fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': type, 'user-agent': 'Slackbot 1.0', ...headers },
      body: text,
      signal: AbortSignal.any([AbortSignal.timeout(ackWithin), end.signal]),
    })

  return {
    async tell(url, attempt) {
      const body = written(attempt.notice)
      const ack = records.noteSent(attempt, 0)
      try {
        const headers = { ...signed(body.text, secret), ...retryHeaders(attempt) }
        const answer = await post(url, body, headers)
        const response = await read(answer)
        return answer.ok ? ack(response) : lost('refused')
      } catch (fault) {
        return lost(whyOf(fault))
      }
    },
    async challenge(url) {
      const challenge = randomUUID()
      const body = json({ type: 'url_verification', challenge })
      const answer = await post(url, body, signed(body.text, secret))
      if (!(await answer.text()).includes(challenge))
        throw new Error(`${url} does not answer the challenge: ${answer.status}`)
    },
    async forge(url, how, body = { type: 'event_callback' }) {
      const forged = how === 'no JSON' ? { type: 'application/json', text: '{' } : json(body)
      const { status } = await post(url, forged, forgedHeaders(forged.text, secret, how))
      return status
    },
    stop: () => end.abort(),
  }
}

const json = (body: object): Written => ({ type: 'application/json', text: JSON.stringify(body) })

const retryHeaders = ({ retry, after }: Attempt): Record<string, string> =>
  after ? { 'x-slack-retry-num': `${retry}`, 'x-slack-retry-reason': reasons[after] } : {}

const forgedHeaders = (
  text: string,
  secret: string,
  how: Parameters<Wire['forge']>[0],
): Record<string, string> => {
  if (how === 'unsigned') return {}
  if (how === 'stale') return signed(text, secret, stale())
  return signed(text, how === 'signature' ? `not ${secret}` : secret)
}

const read = async (answer: Response): Promise<unknown> => {
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.startsWith('application/json')
  return meant(isJson ? JSON.parse(text) : text)
}

const whyOf = (fault: unknown): Why => {
  const { name, cause } = fault as { name?: string; cause?: { code?: string } }
  if (name === 'TimeoutError') return 'late'
  return cause?.code === 'ECONNREFUSED' ? 'nobody listens' : 'cut'
}
