import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { fetchFile } from '#platforms/fetch-file'

const origins = ['https://files.example.org']

it.each([
  'http://files.example.org/x.md',
  'https://files.example.org:8443/x.md',
  'https://files.example.org@127.0.0.1/x.md',
  'https://files.example.org.evil.example/x.md',
  'https://127.0.0.1/x.md',
  'file:///etc/passwd',
  'data:text/plain,x',
  '/x.md',
  '',
])('asks for nothing that lies at %s', async (url) => {
  const wish = { origins, most: 10, timeoutMs: 1_000 }
  expect(await fetchFile(url, wish)).toEqual({ kind: 'elsewhere' })
})

const fetched = async (listener: RequestListener, most = 10) => {
  const server = createServer(listener)
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return fetchFile(`${origin}/x.md`, { origins: [origin], most, timeoutMs: 300 })
}

it('reads as many bytes as it may, and not one more', async () => {
  const bytes = new TextEncoder().encode('0123456789')
  expect(await fetched((_, response) => response.end(bytes))).toEqual({ kind: 'fetched', bytes })
  expect(await fetched((_, response) => response.end(bytes), 9)).toEqual({ kind: 'too large' })
})

it('lets go of what never ends, and of what stops in its middle', async () => {
  const endless: RequestListener = (_, response) => {
    const timer = setInterval(() => response.write('x'.repeat(10_000)), 1)
    response.on('close', () => clearInterval(timer))
  }
  expect(await fetched(endless, 100_000)).toEqual({ kind: 'too large' })
  expect(await fetched((_, response) => void response.write('x'))).toEqual({ kind: 'late' })
})
