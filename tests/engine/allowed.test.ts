import { describe, expect, it } from 'vitest'
import { defineCommand } from '#core/command'
import { paragraph } from '#core/reply'
import { saying } from '#core/show'
import { asReply, personWithin, place, running } from '../support/engine.ts'
import { textOf } from '../support/text.ts'

const command = (allow: 'anyone' | 'manager' | 'manager here' | 'editor') =>
  defineCommand({
    name: 'x',
    summary: 'A test',
    options: {},
    examples: [],
    allow,
    audience: 'asker',
    isPrivate: true,
    run: async () => saying(paragraph('done')),
  })

type Where = { manages: boolean; edits?: boolean; room?: never; isOverheard?: boolean }

const said = async (allow: Parameters<typeof command>[0], where: Where) => {
  const { engine } = await running({ commands: [command(allow)] })
  const asking = { viewer: personWithin('CLEAR'), place, ...where }
  return textOf(asReply(await engine.run({ command: 'x', options: {} }, asking)))
}

const room = {} as never

describe('who may run what', () => {
  it.each([
    ['anyone', { manages: false, room }, 'done'],
    ['manager here', { manages: false }, 'done'],
    ['manager here', { manages: true, room }, 'done'],
    [
      'manager here',
      { manages: false, room },
      'In a channel, /x is for managers. Ask one of them to run it, or use it for yourself in direct messages with me.',
    ],
    ['editor', { manages: false, edits: true }, 'done'],
    ['editor', { manages: true, edits: true, room }, 'done'],
    [
      'editor',
      { manages: false, edits: false, room },
      '/x is for editors. A manager can make you one: /role set.',
    ],
    [
      'editor',
      { manages: false },
      '/x is for editors. A manager can make you one: /role set; managers are editors too, in the channels that they manage.',
    ],
    ['manager', { manages: true }, 'done'],
    ['manager', { manages: false, room }, '/x is for managers. Ask one of them to run it.'],
    [
      'manager',
      { manages: false },
      '/x is for managers, who run it in the channel that it is for.',
    ],
    [
      'anyone',
      { manages: true, isOverheard: true },
      '/x is answered to you alone: use the command itself, not a message.',
    ],
  ] as const)('%s: %j', async (allow, where, words) => expect(await said(allow, where)).toBe(words))
})
