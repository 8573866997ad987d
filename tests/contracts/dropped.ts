import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Store } from '#core/store'
import { fileOf } from '../commands/briefing/writing.ts'
import { eventually } from '../support/eventually.ts'
import type { SentFile } from '../support/sent-file.ts'
import type { Serving } from '../support/serving.ts'

export type Fault = { status?: number; instead?: 'hang' | 'reset'; when?: 'before' | 'after' }

/** An editor and a reader, each alone with the bot. */
export type People = {
  /** Sends files; what the bot has answered once there are so many answers. */
  send(
    files: readonly SentFile[],
    how?: { text?: string; as?: 'reader'; answers?: number },
  ): Promise<string[]>
  /** The same, without waiting for an answer or for anybody to listen. */
  sendOff(files: readonly SentFile[]): Promise<{ answers(): string[] }>
  /** Presses a button of the newest answer; the answer to that. */
  press(label: string): Promise<string>
  /** Makes the next request for a file, or for posting an answer, go wrong. */
  fail(what: 'file' | 'post', fault: Fault): { readonly hits: number }
  mend(): void
  /** How often a file was asked for. */
  asked(): number
  complaints(): unknown[]
}

type Here = People & {
  store: Store
  /** Does something while nobody listens. */
  away<T>(act: () => Promise<T>): Promise<T>
}

export type Dropping = {
  /** The product in this process. */
  here(): Promise<Here>
  /** The product as a process of its own. */
  served(): Promise<People & { product: { start(): Promise<Serving> } }>
}

const slug = 'northport-harbour'
const sound: SentFile = { name: `${slug}.md`, content: fileOf(slug), type: 'text/markdown' }
const text = (name: string, content: string): SentFile => ({ name, content })

/** What any platform makes of files that are sent to the bot alone. */
export const droppedContract = (platform: string, { here, served }: Dropping): void => {
  describe(`a file sent to the bot on ${platform}`, () => {
    it('becomes a draft, shown with what may be done with it, and then a briefing', async () => {
      const { send, press, complaints, store } = await here()
      const [answer] = await send([sound])
      expect(answer).toContain('northport-harbour.md')
      expect(answer).toContain('is expected to close in December 2026')
      for (const label of ['Publish', 'Edit', 'Drop']) expect(answer).toContain(label)
      expect(await press('Publish')).toContain('Published')
      await eventually(async () => (await store.inbox.open(platform)).length === 0)
      expect(complaints()).toEqual([])
    })

    it.each<[string, SentFile, string]>([
      ['named otherwise', { ...sound, name: 'x.txt', type: 'text/plain' }, 'Publish'],
      ['named for another folder', { ...sound, name: '../../x.md' }, 'Publish'],
      ['named as a mention', { ...sound, name: '@everyone <!channel>.md' }, 'Publish'],
      ['that is faulty', text('x.md', fileOf(slug, { url: 'ftp://x.org/' })), 'line 13: sources 1'],
      ['of another type', { ...sound, name: 'x.pdf', type: 'application/pdf' }, 'this is none'],
      ['that is no text', { ...sound, content: new Uint8Array([45, 255, 0]) }, 'no text in UTF-8'],
      ['that holds a nought', text('x.md', 'a\0b'), 'no text in UTF-8'],
      ['that is empty', text('x.md', ''), 'is empty'],
      ['of blanks', text('x.md', ' \n '), 'is empty'],
    ])('is answered: one %s', async (_, file, words) => {
      const { send, complaints } = await here()
      const [answer] = await send([file])
      expect(answer).toContain(words)
      expect(complaints()).toEqual([])
    })

    it('is not asked for where it is said to be larger than 256 kB, and let go where it is', async () => {
      const { send, asked } = await here()
      expect((await send([{ ...sound, size: 100_000_000 }]))[0]).toContain('larger than 256 kB')
      expect(asked()).toBe(0)
      const lying = { ...sound, content: 'x'.repeat(256_001), size: 10 }
      expect((await send([lying]))[0]).toContain('larger than 256 kB')
    })

    it('says what keeps it from being fetched', async () => {
      const { send, fail } = await here()
      fail('file', { status: 500 })
      expect((await send([sound]))[0]).toContain('It could not be fetched (500)')
      fail('file', { instead: 'reset' })
      expect((await send([sound]))[0]).toContain('the connection broke')
      fail('file', { instead: 'hang' })
      expect((await send([sound]))[0]).toContain('took too long')
    })

    it('asks nothing of any other host, told of or sent on to', async () => {
      const { send } = await here()
      const other = await elsewhere()
      const [told] = await send([{ ...sound, url: `${other.url}/x.md` }])
      expect(told).toContain('I fetch files from nowhere but here')
      const [moved] = await send([{ ...sound, movedTo: `${other.url}/x.md` }])
      expect(moved).toMatch(/nowhere but here|I may not read files here/)
      expect(other.hits).toEqual([])
    })

    it('is read once somebody listens again, where nobody did', async () => {
      const { send, sendOff, away } = await here()
      await send([], { text: '/topics' })
      const sent = await away(() => sendOff([sound]))
      await eventually(() => sent.answers().some((answer) => answer.includes('Publish')))
    })

    it('is answered one by one, each by its name, with what was asked beside them', async () => {
      const { send } = await here()
      const files = [text('one.md', ''), sound, { ...sound, name: 'photo.png', type: 'image/png' }]
      const remarked = await send(files, { text: 'here they are', answers: 3 })
      expect(
        remarked.map((answer) => /one\.md|northport-harbour\.md|photo\.png/.exec(answer)?.[0]),
      ).toEqual(['one.md', 'northport-harbour.md', 'photo.png'])
      const asked = await send([sound], { text: 'When was the NATO exercise?', answers: 2 })
      expect(asked[0]).toContain('February 2026')
      expect(asked[1]).toContain('Draft ')
    })

    it('reads ten of many, and says so', async () => {
      const { send } = await here()
      const many = Array.from({ length: 12 }, (_, at) => text(`${at}.md`, ''))
      const answers = await send(many, { answers: 11 })
      expect(answers[10]).toContain('I read 10 files at a time. Send the other 2')
    })

    it('is for editors; anyone else gets one sentence, and an answer to their words', async () => {
      const { send, asked } = await here()
      expect(await send([sound, sound], { as: 'reader' })).toEqual([
        expect.stringContaining('I read files from editors only'),
      ])
      const beside = { as: 'reader', text: 'When was the NATO exercise', answers: 2 } as const
      const answers = await send([sound], beside)
      expect(answers[0]).toContain('February 2026')
      expect(asked()).toBe(0)
    })

    it.each<['file' | 'post', 'before' | 'after']>([
      ['file', 'before'],
      ['post', 'before'],
      ['post', 'after'],
    ])('makes one draft through kill -9 at its %s (%s it is done)', async (what, when) => {
      const { product, sendOff, fail, mend, send } = await served()
      const first = await product.start()
      await send([], { text: '/topics' })
      const hanging = fail(what, { instead: 'hang', when })
      const sent = await sendOff([sound])
      await eventually(() => hanging.hits > 0)
      await first.kill()
      mend()
      const again = await product.start()
      await eventually(() => again.err().includes('"command":"briefing file"'))
      await eventually(() => sent.answers().some((answer) => answer.includes('Publish')))
      const [drafts] = await send([], { text: '/drafts' })
      expect(drafts).toContain('1 draft')
      expect(await again.stop()).toBe(0)
      expect(sent.answers().filter((answer) => answer.includes('Publish and post'))).toHaveLength(1)
    })
  })
}

/** Another server, which must not hear of anything. */
const elsewhere = async () => {
  const hits: unknown[] = []
  const server = createServer((request, response) => {
    hits.push(request.headers)
    response.end('---\n')
  })
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle))
  onTestFinished(() => void server.close())
  return { hits, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}
