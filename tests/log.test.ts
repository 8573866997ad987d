import { expect, it } from 'vitest'
import { createLog } from '../src/log.ts'

const logged = (secrets: string[], use: (log: ReturnType<typeof createLog>) => void): string => {
  let written = ''
  use(
    createLog({ level: 'info', secrets }, (line) => {
      written += line
    }),
  )
  return written
}

it('writes one line of JSON', () => {
  const line = logged([], (log) => log.info({ command: 'brief', ms: 3 }, 'answered'))
  expect(line.split('\n')).toHaveLength(2)
  expect(JSON.parse(line)).toMatchObject({ command: 'brief', ms: 3, msg: 'answered' })
})

it.each(['plain-secret', 'a "quoted" \\ secret', 'sécret-ключ'])(
  'blots out %s in messages, fields and stacks',
  (secret) => {
    const line = logged([secret], (log) =>
      log.error({ err: new Error(`refused ${secret}`), url: `x?token=${secret}` }, `saw ${secret}`),
    )
    expect(line).toContain('[secret]')
    expect(JSON.stringify(JSON.parse(line))).not.toContain(JSON.stringify(secret).slice(1, -1))
  },
)

it('keeps below its level silent', () => {
  expect(logged([], (log) => log.debug('quiet'))).toBe('')
})
