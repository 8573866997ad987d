import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { eventually } from '../../eventually.ts'
import type { Wire } from '../api/wire.ts'
import { command, event, press, submit } from './notices.ts'
import { listening, signingSecret, wired } from './trial.ts'

/** Bolt, told by HTTP. */
const onHttp = async (wish: Parameters<typeof wired>[0] = {}) => {
  const [{ wire }, { app, url }] = [await wired(wish), await listening()]
  await wire.toHttp(url)
  return { wire, app, url }
}

type Came = { headers: IncomingMessage['headers']; text: string }

/** A server that answers the challenge, and then as it is told. */
const server = async (wire: Wire, answer: (outgoing: ServerResponse, at: number) => void) => {
  const came: Came[] = []
  const made = createServer(async (incoming, outgoing) => {
    const text = await new Response(incoming as never).text()
    came.push({ headers: incoming.headers, text })
    if (came.length === 1) outgoing.end(text)
    else answer(outgoing, came.length - 2)
  })
  made.listen(0, '127.0.0.1')
  await once(made, 'listening')
  onTestFinished(() => {
    made.closeAllConnections()
    made.close()
  })
  await wire.toHttp(`http://127.0.0.1:${(made.address() as AddressInfo).port}/`)
  return { came, made }
}

describe('by HTTP', () => {
  test('Bolt understands events, commands and interactions, and answers them', async () => {
    const { wire, app } = await onHttp()
    const texts: string[] = []
    app.event('app_mention', async ({ event }) => void texts.push(event.text))
    app.command('/brief', ({ ack, command }) => ack({ text: `${command.text}!` }))
    app.action('read', ({ ack }) => ack())
    app.view('form', ({ ack }) => ack({ response_action: 'clear' }))
    expect(await wire.tell(event('Ev1'))).toMatchObject({ kind: 'taken', response: undefined })
    expect(await wire.tell(command('"a & b" +1%'))).toMatchObject({
      response: { text: '"a & b" +1%!' },
    })
    expect(await wire.tell(press)).toMatchObject({ kind: 'taken', response: undefined })
    expect(await wire.tell(submit)).toMatchObject({ response: { response_action: 'clear' } })
    await eventually(() => texts.length === 1)
    expect(texts).toEqual(['what is new & what <not>'])
    expect(wire.acks.map(({ connection }) => connection)).toEqual([0, 0, 0, 0])
    expect(wire.isUp).toBe(true)
  })

  test('an answer in plain words means the same as by Socket Mode', async () => {
    const { wire, app } = await onHttp()
    app.command('/brief', ({ ack }) => ack('Plain words'))
    expect(await wire.tell(command())).toMatchObject({ response: { text: 'Plain words' } })
  })

  test.each([
    ['signature', 401],
    ['stale', 401],
    ['unsigned', 401],
    ['no JSON', 400],
  ] as const)('Bolt refuses a request: %s', async (how, status) => {
    const { wire, app } = await onHttp()
    const ids: string[] = []
    app.use(async ({ body }) => void ids.push('event_id' in body ? `${body.event_id}` : body.type))
    expect(await wire.forge(how, event('Forged').body)).toBe(status)
    await wire.tell(event('Ev1'))
    expect(ids).toEqual(['Ev1'])
  })

  test('an event comes again with the number and the reason', async () => {
    const { wire } = await wired({ ackWithin: 50, retryAfter: [0, 0, 0] })
    const { came } = await server(wire, (outgoing, at) => {
      if (at === 0) outgoing.writeHead(503).end()
      if (at === 1) outgoing.destroy()
      if (at === 3) outgoing.end()
    })
    expect(await wire.tell(event('Ev1'))).toMatchObject({ kind: 'taken', retry: 3 })
    const headers = came.slice(1).map((one) => one.headers)
    expect(headers.map((one) => one['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3'])
    expect(headers.map((one) => one['x-slack-retry-reason'])).toEqual([
      undefined,
      'http_error',
      'connection_failed',
      'http_timeout',
    ])
    expect(new Set(came.slice(1).map(({ text }) => text)).size).toBe(1)
  })

  test('what is sent is signed over its very bytes', async () => {
    const { wire } = await wired()
    const { came } = await server(wire, (outgoing) => outgoing.end())
    await wire.tell(press)
    const { headers, text } = came[1] ?? { headers: {}, text: '' }
    const at = headers['x-slack-request-timestamp']
    const mac = createHmac('sha256', signingSecret).update(`v0:${at}:${text}`).digest('hex')
    expect(headers['x-slack-signature']).toBe(`v0=${mac}`)
    expect(Math.abs(Number(at) * 1_000 - Date.now())).toBeLessThan(60_000)
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded')
  })

  test('a command is lost that is refused, cut, late, or finds nobody', async () => {
    const { wire } = await wired({ ackWithin: 50 })
    const { made } = await server(wire, (outgoing, at) => {
      if (at === 0) outgoing.writeHead(404).end()
      if (at === 1) outgoing.destroy()
    })
    const whys = []
    for (const text of ['a', 'b', 'c']) whys.push(await wire.tell(command(text)))
    made.closeAllConnections()
    made.close()
    await once(made, 'close')
    whys.push(await wire.tell(command('d')))
    expect(whys.map((one) => one.kind === 'lost' && one.why)).toEqual([
      'refused',
      'cut',
      'late',
      'nobody listens',
    ])
  })

  test('an address is not taken that does not answer the challenge', async () => {
    const { wire } = await wired()
    const deaf = createServer((_, outgoing) => outgoing.end('{}'))
    deaf.listen(0, '127.0.0.1')
    await once(deaf, 'listening')
    onTestFinished(() => void deaf.close())
    const url = `http://127.0.0.1:${(deaf.address() as AddressInfo).port}/`
    await expect(wire.toHttp(url)).rejects.toThrow('does not answer the challenge')
    expect(wire.isUp).toBe(false)
  })

  test('nothing can be forged where HTTP is not in use', async () => {
    const { wire } = await onHttp()
    await wire.toHttp(undefined)
    await expect(wire.forge('unsigned')).rejects.toThrow('HTTP')
    expect(await wire.tell(command())).toEqual({ kind: 'lost', why: 'nobody listens' })
  })
})
