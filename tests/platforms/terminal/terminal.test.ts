import { once } from 'node:events'
import { PassThrough, Writable } from 'node:stream'
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import { commands } from '#commands'
import type { Invoked } from '#core/reply'
import { paragraph, type Reply, strong } from '#core/reply'
import { writeLine } from '#core/write-line'
import { createTerminal, type TerminalOptions } from '#platforms/terminal/terminal'

const write = (invoked: Invoked) => writeLine(invoked, commands)

const saying = (words: string): Reply => ({ kind: 'reply', blocks: [paragraph(words)], shows: [] })

type Tty = { isTTY?: boolean; columns?: number }

/** A terminal on streams in memory, and all that it has written. */
const open = (given: Partial<TerminalOptions> & { tty?: boolean } = {}) => {
  const { tty = false, ...options } = given
  const input: PassThrough & Tty = Object.assign(new PassThrough(), { isTTY: tty })
  const output: PassThrough & Tty = Object.assign(new PassThrough(), { isTTY: tty, columns: 80 })
  const asked: string[] = []
  let written = ''
  output.setEncoding('utf8').on('data', (text: string) => {
    written += text
  })
  const terminal = createTerminal({
    input,
    output,
    colour: false,
    answer: async (line) => {
      asked.push(line)
      return saying(`Answer to ${line}`)
    },
    complete: async () => [],
    write,
    ...options,
  })
  return { terminal, input, output, asked, written: () => written }
}

const pipe = async (
  chunks: readonly (string | Uint8Array)[],
  options?: Partial<TerminalOptions>,
) => {
  const { terminal, input, asked, written } = open(options)
  for (const chunk of chunks) input.write(chunk)
  input.end()
  await terminal.run(saying('Welcome.'))
  await turn()
  return { asked, written: written() }
}

describe('lines from a pipe', () => {
  test('are echoed and answered, with air between', async () => {
    const { written } = await pipe(['/latest\nWhen?\n'])
    expect(written).toBe(
      [
        ...['Welcome.', '', 'sitrep> /latest', '', 'Answer to /latest', ''],
        ...['sitrep> When?', '', 'Answer to When?', '', ''],
      ].join('\n'),
    )
  })

  test.each<[string, (string | Uint8Array)[], string[]]>([
    ['nothing', [], []],
    ['the last without an end', ['one\ntwo'], ['one', 'two']],
    ['blank ones, passed over', ['\n  \n\r\none\n\u200b\n\n'], ['one']],
    ['ends as Windows writes them', ['one\r\ntwo\r', '\nthree\r'], ['one', 'two', 'three']],
    ['lines in pieces', ['o', 'ne\nt', 'wo\n'], ['one', 'two']],
    [
      'characters in pieces',
      [Buffer.from('é').subarray(0, 1), Buffer.from('é\n').subarray(1)],
      ['é'],
    ],
    [
      'what is not UTF-8',
      [Buffer.from([0x61, 0xff, 0xc3, 0x0a, 0x62, 0xe2])],
      ['a\uFFFD\uFFFD', 'b\uFFFD'],
    ],
    ['a byte order mark', ['\ufeffone\n'], ['one']],
    ['what ends the session', ['one\nQuit\ntwo\n'], ['one']],
  ])('%s', async (_, chunks, lines) => expect((await pipe(chunks)).asked).toEqual(lines))

  test('strictly one after another, however long an answer takes', async () => {
    const events: string[] = []
    await pipe(['slow\nfast\n'], {
      answer: async (line) => {
        events.push(`asked ${line}`)
        await wait(line === 'slow' ? 30 : 0)
        events.push(`answered ${line}`)
        return saying(line)
      },
    })
    expect(events).toEqual(['asked slow', 'answered slow', 'asked fast', 'answered fast'])
  })

  test('of any length: enough is passed on to refuse it, and nothing more is held', async () => {
    const megabyte = Buffer.alloc(1_000_000, 'x')
    const { terminal, input, asked, written } = open()
    const running = terminal.run(saying('Welcome.'))
    const before = process.memoryUsage().heapUsed
    for (let at = 0; at < 200; at += 1) if (!input.write(megabyte)) await once(input, 'drain')
    const grown = process.memoryUsage().heapUsed - before
    input.end('\nnext\n')
    await running
    expect(asked.map((line) => line.length)).toEqual([10_001, 4])
    expect(written()).toContain(`sitrep> ${'x'.repeat(199)}…\n`)
    expect(grown).toBeLessThan(100_000_000)
  })

  test('with what would steer a screen shown, not obeyed', async () => {
    const { written, asked } = await pipe(['\u001b[2Jwho\u202e?\n'])
    expect(written).toContain('sitrep> \uFFFD[2Jwho?\n')
    expect(written).not.toMatch(/[^\P{Cc}\n]/u)
    expect(asked).toEqual(['\u001b[2Jwho\u202e?'])
  })

  test('go on after an answer that fails', async () => {
    const errors = new PassThrough().setEncoding('utf8')
    const { written } = await pipe(['bad\ngood\n'], {
      errors,
      answer: async (line) => {
        if (line === 'bad') throw new Error('the disk is full')
        return saying('Fine.')
      },
    })
    expect(written).toContain('sitrep> bad\n\nSomething went wrong here, and this has no answer.')
    expect(written).toContain('sitrep> good\n\nFine.\n\n')
    expect(written).not.toContain('disk')
    expect(errors.read()).toContain('Error: the disk is full\n    at ')
  })

  test.each([
    ['more lines wait', 'one\ntwo\nthree\n'],
    ['more could come', 'one\n'],
  ])('end quietly when nobody reads on, even if %s', async (_, lines) => {
    const { input, asked } = open()
    let room = 2
    const output = new Writable({
      write: (_chunk, _encoding, done) => {
        room -= 1
        done(room < 0 ? Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }) : undefined)
      },
    })
    const errors = new PassThrough()
    const answer = async (line: string) => {
      asked.push(line)
      return saying(line)
    }
    const terminal = createTerminal({
      input,
      output,
      errors,
      answer,
      write,
      complete: async () => [],
    })
    input.write(lines)
    await terminal.run(saying('Welcome.'))
    expect(asked).toEqual(['one'])
    expect(input.destroyed).toBe(true)
    expect(errors.read()).toBeNull()
  })

  test('are not read faster than the answers are taken', async () => {
    const { input } = open()
    const asked: string[] = []
    const output = new PassThrough({ highWaterMark: 16 })
    const answer = async (line: string) => {
      asked.push(line)
      return saying('A long answer that fills what the reader has room for.')
    }
    const terminal = createTerminal({ input, output, answer, write, complete: async () => [] })
    const running = terminal.run(saying(''))
    input.end('line\n'.repeat(50))
    await wait(30)
    expect(asked.length).toBeLessThan(3)
    output.resume()
    await running
    expect(asked.length).toBe(50)
  })

  test('end with an input that breaks, which is told', async () => {
    const errors = new PassThrough().setEncoding('utf8')
    const { terminal, input } = open({ errors })
    const running = terminal.run(saying('Welcome.'))
    input.destroy(new Error('read EIO'))
    await running
    expect(errors.read()).toContain('read EIO')
  })
})

describe('how it is written', () => {
  const words = 'word '.repeat(60)
  const widest = (text: string) => Math.max(...text.split('\n').map((line) => line.trim().length))
  test.each([
    [undefined, undefined, 79],
    [undefined, 60, 59],
    [20, undefined, 39],
    [50, undefined, 49],
    [300, undefined, 99],
  ])('%s columns, suggested %s: lines up to %s', async (columns, suggestWidth, most) => {
    const output = Object.assign(new PassThrough(), columns && { columns })
    const { terminal, input } = open({ output, ...(suggestWidth && { suggestWidth }) })
    input.end()
    await terminal.run(saying(words))
    expect(widest(String(output.read()))).toBe(most)
  })

  test.each([
    [true, undefined, true],
    [true, false, false],
    [false, undefined, false],
    [false, true, true],
  ])('output a terminal: %s, colour %s: painted %s', async (isTTY, colour, painted) => {
    const output = Object.assign(new PassThrough(), { isTTY })
    const input = new PassThrough().end()
    const answer = async () => saying('')
    const complete = async () => []
    const asked = {
      input,
      output,
      answer,
      write,
      complete,
      ...(colour !== undefined && { colour }),
    }
    await createTerminal(asked).run({ kind: 'reply', blocks: [paragraph(strong('!'))], shows: [] })
    expect(String(output.read())).toBe(painted ? '\u001b[1m!\u001b[22m\n\n' : '!\n\n')
  })
})

describe('a person at a keyboard', () => {
  const sit = async (options: Partial<TerminalOptions> = {}) => {
    const opened = open({ tty: true, ...options })
    const running = opened.terminal.run(saying('Welcome.'))
    const screen = () => stripVTControlCharacters(opened.written())
    const until = (text: string) => vi.waitFor(() => expect(screen()).toContain(text), 15_000)
    await until('sitrep> ')
    const type = async (keys: string) => {
      opened.input.write(keys)
      await turn()
      await turn()
    }
    return { ...opened, running, screen, until, type }
  }
  const up = '\u001b[A'
  const ctrlC = '\u0003'
  const ctrlD = '\u0004'

  test('is prompted, answered with air between, and leaves by Ctrl-D', async () => {
    const { type, until, running, screen } = await sit()
    await type('/latest\r')
    await until('Answer to /latest\n\nsitrep> ')
    await type(ctrlD)
    await running
    expect(screen().replaceAll('\r', '')).toBe(
      'Welcome.\n\nsitrep> /latest\n\nAnswer to /latest\n\nsitrep> \n',
    )
  })

  test.each(['exit', 'quit', ' QUIT '])('leaves by %s', async (word) => {
    const { type, running, asked } = await sit()
    await type(`${word}\r`)
    await running
    expect(asked).toEqual([])
  })

  test('clears the line by Ctrl-C, and leaves by it where there is none', async () => {
    const { type, until, running, asked } = await sit()
    await type('half a line')
    await type(ctrlC)
    await type('whole\r')
    await until('Answer to whole')
    await type(ctrlC)
    await running
    expect(asked).toEqual(['whole'])
  })

  test('finds earlier lines again, each once', async () => {
    const { type, until, running, asked } = await sit()
    for (const line of ['one', 'two', 'one']) {
      await type(`${line}\r`)
      await until(`Answer to ${line}\n\nsitrep> `)
    }
    await type(`${up}${up}`)
    await type('\r')
    await until('Answer to two\n\nsitrep> ')
    // Two lines are remembered; above them there is nothing.
    await type(`${up}${up}${up}`)
    await type('three\r')
    await vi.waitFor(() => expect(asked).toEqual(['one', 'two', 'one', 'two', 'three']), 15_000)
    await type(ctrlD)
    await running
  })

  test('is passed nothing for an empty line, and not all of an endless one', async () => {
    const { type, until, running, asked } = await sit()
    await type('\r')
    await type('  \r')
    await type(`${'x'.repeat(20_000)}\r`)
    await until('Answer to')
    await type(ctrlD)
    await running
    expect(asked.map((line) => line.length)).toEqual([10_001])
  })

  test('shows what begins otherwise by Tab, and leaves what was typed', async () => {
    const complete = async () => ['/brief defence-core', '/brief defence-industry']
    const { type, until, running, asked } = await sit({ complete })
    await type('/brief defense')
    await type('\t')
    await until('/brief defence-core\n/brief defence-industry')
    await type(' x\r')
    await vi.waitFor(() => expect(asked).toEqual(['/brief defense x']), 15_000)
    await type(ctrlD)
    await running
  })

  test('completes by Tab: what is common, then the candidates, then the one', async () => {
    const known = ['/brief nato', '/brief nato-exercise-bergen', '/brief \u001b[2Jx']
    const complete = async (line: string) => known.filter((one) => one.startsWith(line))
    const { type, until, running, asked, written } = await sit({ complete })
    await type('/brief n')
    await type('\t')
    await until('sitrep> /brief nato')
    await type('\t')
    await until('/brief nato                  /brief nato-exercise-bergen')
    await type('-')
    await type('\t')
    await type('\r')
    await vi.waitFor(() => expect(asked).toEqual(['/brief nato-exercise-bergen']), 15_000)
    await type('/')
    await type('\t')
    await type('\t')
    await until('/brief \uFFFD[2Jx')
    expect(written()).not.toContain('\u001b[2J')
    await type(ctrlC)
    await type(ctrlD)
    await running
  })

  test('is not disturbed by a completion that fails', async () => {
    const { type, until, running, screen } = await sit({
      complete: async () => {
        throw new Error('no store')
      },
    })
    await type('/la')
    await type('\t')
    await type('test\r')
    await until('Answer to /latest')
    expect(screen()).not.toContain('no store')
    await type(ctrlD)
    await running
  })

  test('gets lines pasted together answered in order', async () => {
    const { type, until, running, asked } = await sit()
    await type('one\rtwo\r')
    await until('Answer to two')
    await type(ctrlD)
    await running
    expect(asked).toEqual(['one', 'two'])
  })

  test('is not waited for when the screen is gone', async () => {
    const { running, output } = await sit()
    output.destroy()
    await running
  })
})
