import { describe, expect, it } from 'vitest'
import type { Asker } from '#core/chat'
import type { UserError } from '#core/errors'
import type { FairUse } from '#core/fair-use'
import { counting } from '#engine/fair-use'
import { buttonsOf, textOf } from '../support/discord/index.ts'
import { eventually } from '../support/eventually.ts'
import { onDiscord } from '../support/on-discord.ts'
import { inTeam, saidIn } from '../support/on-slack.ts'
import { storeForTest } from '../support/store.ts'

const ada: Asker = {
  ...{ workspace: 'team', channel: 'policy', person: 'discord:1', name: 'Ada' },
  ...{ isDirect: false, manages: false, mayPost: true },
}
const reader = { manages: false, edits: false }
const most: FairUse = { person: 2, channel: 3, workspace: 4 }
const anyone = { allow: 'anyone' } as const

/** A database whose minute has just begun, so that none ends within a test. */
const minuteBegins = (): (() => number) => {
  const ms = 60_000 - (Date.now() % 60_000)
  return () => ms
}

const asking = async (fairUse: FairUse | undefined = most) => {
  const zone = 'Europe/Brussels'
  const store = await storeForTest({
    ...{ now: Temporal.Now.instant, zone, clockOffsetMs: minuteBegins() },
  })
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const parts = { store, platform: { name: 'discord' }, ...(fairUse && { fairUse }), log }
  /** What they are told, or that it was granted. */
  const asks = async (
    who: Partial<Asker> = {},
    { rights = reader, command = anyone, manner = 'typed' }: How = {},
  ): Promise<string> => {
    const count = counting(parts, { ...ada, ...who }, rights, manner)
    return count(command).then(
      () => 'granted',
      (error: UserError) => error.message,
    )
  }
  return { store, asks, [Symbol.asyncDispose]: () => store.close() }
}

type How = {
  rights?: Parameters<typeof counting>[2]
  command?: Parameters<ReturnType<typeof counting>>[0]
  manner?: Parameters<typeof counting>[3]
}

describe('what is fair', () => {
  it('is so many a minute for one person, who hears when to go on', async () => {
    await using on = await asking()
    expect([await on.asks(), await on.asks({ channel: 'desk' })]).toEqual(['granted', 'granted'])
    expect(await on.asks()).toMatch(
      /^That was more than 2 within a minute, which is what one person may ask of me, so that others get their turn\. Ask again in \d+ seconds?; nothing is lost\.$/,
    )
  })

  it('is so many for a channel and for a workspace, whoever asks there', async () => {
    await using on = await asking()
    const one = (nth: number, channel = 'policy') => on.asks({ person: `discord:${nth}`, channel })
    for (const nth of [1, 2, 3]) expect(await one(nth)).toBe('granted')
    expect(await one(4)).toMatch(/more than 3 .*one channel may ask/)
    expect(await one(4, 'desk')).toBe('granted')
    expect(await one(5, 'desk')).toMatch(/more than 4 .*one workspace may ask/)
    expect(await on.asks({ person: 'discord:5', workspace: 'other', channel: 'x' })).toBe('granted')
  })

  it('counts in direct messages for the person, and for no channel', async () => {
    await using on = await asking({ person: 5, channel: 1, workspace: 1 })
    const alone = { workspace: '', channel: 'dm', isDirect: true }
    for (let nth = 0; nth < 5; nth += 1) expect(await on.asks(alone)).toBe('granted')
    expect(await on.asks(alone)).toMatch(/one person/)
  })

  it('keeps buttons at work, and counts them apart', async () => {
    await using on = await asking()
    for (let nth = 0; nth < 6; nth += 1)
      expect(await on.asks({}, { manner: 'pressed' })).toBe('granted')
    expect(await on.asks({}, { manner: 'pressed' })).toMatch(/more than 6 .*one person/)
    expect(await on.asks()).toBe('granted')
  })

  it('never holds up an editor at work, nor counts that', async () => {
    await using on = await asking()
    const editing = {
      rights: { manages: false, edits: true },
      command: { allow: 'editor' } as const,
    }
    for (let nth = 0; nth < 9; nth += 1) expect(await on.asks({}, editing)).toBe('granted')
    expect([await on.asks(), await on.asks()]).toEqual(['granted', 'granted'])
    expect(await on.asks({}, editing)).toBe('granted')
    // Who is no editor is refused by the command itself, and counted.
    expect(await on.asks({}, { ...editing, rights: reader })).toMatch(/one person/)
  })

  it('is without end where the settings say so', async () => {
    await using on = await asking({ person: 0, channel: 0, workspace: 0 })
    for (let nth = 0; nth < 9; nth += 1) expect(await on.asks()).toBe('granted')
  })

  it('keeps nobody waiting where it cannot be counted', async () => {
    const errors: unknown[] = []
    const note = (fields: Record<string, unknown>) => void errors.push(fields.err)
    const log = { info: note, warn: note, error: note }
    const down = new Error('the database is away')
    const store = { fairUse: { take: () => Promise.reject(down) } }
    const parts = { store, platform: { name: 'discord' }, fairUse: most, log }
    await counting(parts, ada, reader, 'typed')(anyone)
    expect(errors).toEqual([down])
  })
})

const flood: FairUse = { person: 2, channel: 60, workspace: 600 }

describe('somebody who asks too much', () => {
  it('hears so on Discord, while buttons, suggestions and others go on', async () => {
    const { discord } = await onDiscord({ fairUse: flood, clockOffsetMs: minuteBegins() })
    const guild = discord.world.guild('Policy desk')
    const channel = discord.world.channel(guild, 'policy')
    const [eve, ben] = [discord.person({ name: 'Eve' }), discord.person({ name: 'Ben' })]
    const ask = async (who = eve) => (await who.ask(channel, 'latest')).messages.at(-1)!
    const first = await ask()
    await ask()
    expect(textOf(await ask())).toMatch(/^That was more than 2 within a minute/)
    expect(await eve.autocomplete(channel, 'latest', 'topic', '')).not.toEqual([])
    const [button] = buttonsOf(first)
    const pressed = await (await eve.press(first, `${button?.label}`)).settled
    expect(pressed.messages.map(textOf).join()).not.toMatch(/That was more than/)
    await eve.say(eve.dm, 'Who leads?')
    await eventually(async () =>
      discord.messages(eve.dm).some((one) => textOf(one).includes('That was more than 2')),
    )
    expect(textOf(await ask(ben))).not.toMatch(/That was more than/)
    expect(discord.violations).toEqual([])
  })

  it('hears so on Slack', async () => {
    const { slack, channel, reader } = await inTeam({
      ...{ fairUse: flood, clockOffsetMs: minuteBegins() },
    })
    const ask = async () => saidIn(await reader.ask(channel, '/sitrep latest'))
    await ask()
    await ask()
    expect(await ask()).toMatch(/^That was more than 2 within a minute/)
    expect(slack.violations).toEqual([])
  })
})
