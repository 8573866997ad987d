import type { APIApplicationCommand } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { commands } from '#commands'
import { type Command, defineCommand, type Options } from '#core/command'
import { option } from '#core/options'
import { saying } from '#core/show'
import { type DiscordCommand, discordCommands } from '#platforms/discord/commands/commands'
import { invokedBy, invokedOn } from '#platforms/discord/commands/invoked'
import { isRegistered, register } from '#platforms/discord/commands/registration'
import { installation } from '../../support/program.ts'

type Schema = { parse(value: unknown): unknown }
type Schemas = {
  ApplicationCommandUpdateRequestSchema: Schema
  ApplicationCommandResponseSchema: Schema
}
// Discord's own description of itself, which comes without types.
const description = 'discord-api-spec/zod'
const schemas: Schemas = await import(description)

const made = (name: string, wish: Partial<Command> = {}): Command =>
  defineCommand({
    name,
    summary: `What ${name} does`,
    options: {},
    examples: [`/${name}`],
    allow: 'anyone',
    audience: 'asker',
    run: async () => saying(),
    ...wish,
  })

const find = made('find', {
  summary: 'Find briefings by words',
  options: {
    topic: option.optional(option.topic('only this topic')),
    words: option.text('what to look for'),
    changes: option.optional(option.choice('which of them', ['new', 'all'], { any: 'all' })),
    since: option.optional(option.since('since when')),
    page: option.optional(option.page()),
  },
  onMessage: { label: 'Ask about this', option: 'words' },
})
const show = made('wall show', { summary: 'Show the label limit' })
const set = made('wall set', {
  summary: 'Set the label limit',
  options: { label: option.choice('the label', ['CLEAR', 'GREEN']) },
  allow: 'manager',
})
const move = made('room move', { summary: 'Move a room', allow: 'manager' })
const close = made('room close', { summary: 'Close a room', allow: 'manager' })
const madeUp = [find, show, set, move, close]

const everywhere = { contexts: [0, 1], integration_types: [0] }
const forAll = { default_member_permissions: null, ...everywhere }

describe('what is registered', () => {
  it('is made from the definitions', () => {
    expect(discordCommands(madeUp)).toEqual([
      {
        type: 1,
        name: 'find',
        description: 'Find briefings by words',
        options: [
          {
            type: 3,
            name: 'words',
            description: 'what to look for',
            required: true,
            max_length: 2_000,
          },
          {
            type: 3,
            name: 'topic',
            description: 'only this topic',
            required: false,
            autocomplete: true,
          },
          {
            type: 3,
            name: 'changes',
            description: 'which of them',
            required: false,
            choices: [
              { name: 'new', value: 'new' },
              { name: 'all', value: 'all' },
            ],
          },
          {
            type: 3,
            name: 'since',
            description: 'since when',
            required: false,
            autocomplete: true,
          },
          {
            type: 4,
            name: 'page',
            description: 'which page, from 1',
            required: false,
            min_value: 1,
          },
        ],
        ...forAll,
      },
      {
        type: 1,
        name: 'wall',
        description: 'wall: show or set',
        options: [
          { type: 1, name: 'show', description: 'Show the label limit', options: [] },
          {
            type: 1,
            name: 'set',
            description: 'Set the label limit',
            options: [
              {
                type: 3,
                name: 'label',
                description: 'the label',
                required: true,
                choices: [
                  { name: 'CLEAR', value: 'CLEAR' },
                  { name: 'GREEN', value: 'GREEN' },
                ],
              },
            ],
          },
        ],
        ...forAll,
      },
      {
        type: 1,
        name: 'room',
        description: 'room: move or close',
        options: [
          { type: 1, name: 'move', description: 'Move a room', options: [] },
          { type: 1, name: 'close', description: 'Close a room', options: [] },
        ],
        ...forAll,
      },
      { type: 3, name: 'Ask about this', ...forAll },
    ])
  })

  it('is offered to all, since Discord does not know the roles that Sitrep gives', () => {
    const onMessage = { label: 'Withdraw this', option: 'words' }
    for (const command of discordCommands([made('withdraw', { allow: 'manager', onMessage })]))
      expect(command).toMatchObject({ default_member_permissions: null })
  })

  it('describes a large family by its first', () => {
    const large = Array.from({ length: 13 }, (_, at) => made(`room number-${at}`))
    expect(discordCommands(large)).toMatchObject([
      { description: 'room: number-0, number-1 and 11 more' },
    ])
  })

  it('lets as much be typed as the core reads', () => {
    const [[words]] = discordCommands([find]).map(listsOfOptions) as [[AnyOption[]]]
    const longest = words[0]?.max_length ?? 0
    const parse = (length: number) => find.options.words?.parse('x'.repeat(length), {} as never)
    expect(() => parse(longest)).not.toThrow()
    expect(() => parse(longest + 1)).toThrow()
  })

  it.each([
    ['made up', madeUp],
    ['ours', commands],
  ])('is what Discord describes: %s', (_, definitions) => {
    for (const command of discordCommands(definitions)) {
      const sent = inNumbers(command)
      // What the schema does not know falls out of what it has parsed.
      expect(schemas.ApplicationCommandUpdateRequestSchema.parse(sent)).toEqual(sent)
    }
  })

  it('keeps the rules that are written down beside it', () => {
    const made = discordCommands(commands)
    expect(made.length).toBeGreaterThan(5)
    for (const options of made.flatMap(listsOfOptions)) {
      const required = options.map((one) => Boolean(one.required))
      expect(required).toEqual(required.toSorted((a, b) => Number(b) - Number(a)))
      for (const { choices, autocomplete } of options)
        expect(choices !== undefined && autocomplete).not.toBe(true)
    }
  })

  it('is printed for whoever runs Sitrep', async () => {
    const { out, err, code } = await installation().sitrep(['commands', 'discord'])
    expect({ err, code }).toEqual({ err: '', code: 0 })
    expect(JSON.parse(out)).toEqual(discordCommands(commands))
  })

  it.each([
    [['commands'], 'Which platform? Usage: sitrep commands discord\n'],
    [
      ['commands', 'irc'],
      'No commands are registered with "irc". Usage: sitrep commands discord\n',
    ],
  ])('is not printed for %j', async (args, message) => {
    expect(await installation().sitrep(args)).toEqual({ out: '', err: message, code: 1 })
  })
})

// The schema has the integer that the string stands for; Discord's guide says string.
const inNumbers = (command: DiscordCommand) => ({
  ...command,
  default_member_permissions: command.default_member_permissions
    ? Number(command.default_member_permissions)
    : null,
})

type AnyOption = {
  type: number
  required?: boolean
  max_length?: number
  choices?: unknown[]
  autocomplete?: boolean
  options?: AnyOption[]
}
const listsOfOptions = (command: object): AnyOption[][] => {
  const { options = [] } = command as { options?: AnyOption[] }
  return [options, ...options.flatMap(listsOfOptions)]
}

const many = (count: number) => Array.from({ length: count }, (_, at) => `o${at}`)
const optionsNamed = (names: readonly string[]): Options =>
  Object.fromEntries(names.map((name) => [name, option.text('a word')]))
const choosing = (choices: readonly string[]) => ({ one: option.choice('one of', choices) })
const onMessages = (count: number, label: (at: number) => string) =>
  many(count).map((name, at) => made(name, { onMessage: { label: label(at), option: 'x' } }))

describe('what Discord would refuse', () => {
  it.each([
    [
      'a name with capitals',
      [made('Find')],
      '/Find must be named in 1 to 32 lower-case letters, digits, - and _.',
    ],
    [
      'a name that is too long',
      [made('x'.repeat(33))],
      `/${'x'.repeat(33)} must be named in 1 to 32 lower-case letters, digits, - and _.`,
    ],
    [
      'a name of three words',
      [made('wall set high')],
      '/wall set high must be named in 1 to 32 lower-case letters, digits, - and _.',
    ],
    [
      'an option with a bad name',
      [made('find', { options: optionsNamed(['a b']) })],
      '/find a b must be named in 1 to 32 lower-case letters, digits, - and _.',
    ],
    [
      'no summary',
      [made('find', { summary: '' })],
      'What describes /find has 0 characters; Discord takes 1 to 100.',
    ],
    [
      'a long summary of a subcommand',
      [made('wall set', { summary: 'x'.repeat(101) })],
      'What describes /wall set has 101 characters; Discord takes 1 to 100.',
    ],
    [
      'a long summary of an option',
      [made('find', { options: { words: option.text('x'.repeat(101)) } })],
      'What describes /find words has 101 characters; Discord takes 1 to 100.',
    ],
    [
      'too many options',
      [made('find', { options: optionsNamed(many(26)) })],
      'The options of /find are 26; Discord takes 25.',
    ],
    [
      'too many subcommands',
      many(26).map((name) => made(`w ${name}`)),
      'The options of /w are 26; Discord takes 25.',
    ],
    [
      'too many choices',
      [made('find', { options: choosing(many(26)) })],
      'The choices of /find one are 26; Discord takes 25.',
    ],
    [
      'a long choice',
      [made('find', { options: choosing(['x'.repeat(101)]) })],
      'A choice of /find one has 101 characters; Discord takes 1 to 100.',
    ],
    [
      'a subcommand that is there twice',
      [show, show],
      '"show" is there twice among the options of /wall.',
    ],
    [
      'too much text in all',
      [
        made('w a', { options: choosing(many(25).map((one) => one.padEnd(100, 'x'))) }),
        made('w b', { options: choosing(many(25).map((one) => one.padEnd(100, 'y'))) }),
      ],
      /^All that \/w says has \d{5} characters; Discord takes 1 to 8000\.$/,
    ],
    [
      'too many commands',
      many(101).map((name) => made(name)),
      'The slash commands are 101; Discord takes 100.',
    ],
    [
      'too many commands on messages',
      onMessages(16, (at) => `Ask ${at}`),
      'The commands on messages are 16; Discord takes 15.',
    ],
    [
      'a label that is there twice',
      onMessages(2, () => 'Ask'),
      '"Ask" is there twice among commands on messages.',
    ],
    [
      'a long label',
      onMessages(1, () => 'x'.repeat(33)),
      `The label "${'x'.repeat(33)}" has 33 characters; Discord takes 1 to 32.`,
    ],
    [
      'a command with subcommands of its own',
      [made('wall'), set],
      'On Discord /wall and /wall set cannot both be commands: rename one of them.',
    ],
    [
      'a command that is there twice',
      [set, find, find],
      'On Discord /find and /find cannot both be commands: rename one of them.',
    ],
  ])('is refused here, by name: %s', (_, definitions, message) => {
    expect(saidBy(() => discordCommands(definitions))).toContainEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    )
  })

  it('is not what just fits', () => {
    const definitions = [
      made('x'.repeat(32), { summary: 'x'.repeat(100), options: optionsNamed(many(25)) }),
      made('été', { options: choosing(many(25).map((one) => one.padEnd(100, 'x'))) }),
      ...onMessages(15, (at) => `Ask this one ${at}`),
      ...Array.from({ length: 83 }, (_, at) => made(`c${at}`)),
    ]
    expect(discordCommands(definitions)).toHaveLength(115)
  })

  it('is said all at once', () => {
    expect(saidBy(() => discordCommands([made('A'), made('b', { summary: '' })]))).toHaveLength(2)
  })
})

const saidBy = (act: () => unknown): string[] => {
  try {
    act()
    return []
  } catch (error) {
    return (error as Error).message.split('\n')
  }
}

/** What Discord says of a command it was given: more than that, and less of what goes without saying. */
const asReturned = (command: DiscordCommand, at: number): APIApplicationCommand => {
  const { contexts, integration_types, type, ...given } = command
  const returned = {
    id: `12345678901234567${at}`,
    application_id: '876543210987654321',
    version: `11111111111111111${at}`,
    ...(returnedPart(given) as DiscordCommand),
    description: 'description' in given ? given.description : '',
    type: type ?? 1,
    description_localizations: null,
    dm_permission: contexts?.includes(1) ?? true,
    contexts: contexts?.toReversed() ?? null,
    integration_types: integration_types ?? [0],
    nsfw: false,
  }
  expect(() => schemas.ApplicationCommandResponseSchema.parse(returned)).not.toThrow()
  return { ...returned, ...{ popularity: at } } as APIApplicationCommand
}

const returnedPart = (part: object): object => {
  const entries = Object.entries(part).filter(
    ([name, value]) =>
      !(name === 'required' && value === false) && !(name === 'options' && value.length === 0),
  )
  const told = entries.map(([name, value]) => [
    name,
    name === 'options' || name === 'choices' ? value.map(returnedPart) : value,
  ])
  return { name_localizations: null, ...Object.fromEntries(told.toReversed()) }
}

const openRegistry = (given: readonly DiscordCommand[] = []) => {
  const writes: (readonly DiscordCommand[])[] = []
  const list = async () => (writes.at(-1) ?? given).map(asReturned).toReversed()
  return { writes, list, overwrite: async (all: readonly DiscordCommand[]) => writes.push(all) }
}

/** The same, once for each word, number and yes or no in it, with just that one changed. */
const changedOnce = (value: unknown): unknown[] => {
  if (Array.isArray(value))
    return value.flatMap((one, at) => changedOnce(one).map((other) => value.with(at, other)))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, one]) =>
      changedOnce(one).map((other) => ({ ...value, [name]: other })),
    )
  if (typeof value === 'string') return [`${value}x`]
  if (typeof value === 'number') return [value + 2]
  return [value === null ? '8' : !value]
}

const labelled = (...labels: string[]): Options => ({
  label: option.choice('the label', labels),
})

describe('registering', () => {
  it.each([
    ['made up', madeUp],
    ['ours', commands],
  ])('writes into an empty registry, once, and nothing afterwards: %s', async (_, definitions) => {
    const registry = openRegistry()
    const wanted = discordCommands(definitions)
    expect(await register(registry, wanted)).toBe('written')
    expect(registry.writes).toEqual([wanted])
    expect(await register(registry, wanted)).toBe('unchanged')
    expect(registry.writes).toHaveLength(1)
  })

  const { options } = find
  it.each<[string, Command[]]>([
    ['a command more', [...madeUp, made('more')]],
    ['a command less', madeUp.slice(0, -1)],
    ['none', []],
    ['another name', [{ ...find, name: 'seek' }, show, set, move, close]],
    ['another summary', [{ ...find, summary: 'Seek' }, show, set, move, close]],
    ['an option less', [{ ...find, options: { words: options.words! } }, show, set, move, close]],
    [
      'options in another order',
      [
        { ...find, options: Object.fromEntries(Object.entries(options).toReversed()) },
        show,
        set,
        move,
        close,
      ],
    ],
    ['subcommands in another order', [find, set, show, move, close]],
    [
      'a choice more',
      [find, show, { ...set, options: labelled('CLEAR', 'GREEN', 'AMBER') }, move, close],
    ],
    [
      'choices in another order',
      [find, show, { ...set, options: labelled('GREEN', 'CLEAR') }, move, close],
    ],
    [
      'another label',
      [{ ...find, onMessage: { label: 'Ask', option: 'words' } }, show, set, move, close],
    ],
  ])('writes once where the definitions say %s', async (_, definitions) => {
    const registry = openRegistry(discordCommands(madeUp))
    const wanted = discordCommands(definitions)
    expect(await register(registry, wanted)).toBe('written')
    expect(registry.writes).toEqual([wanted])
  })

  it('notices every single word, number and flag', () => {
    const wanted = discordCommands(madeUp)
    const registered = wanted.map(asReturned)
    const others = changedOnce(wanted) as DiscordCommand[][]
    expect(others.length).toBeGreaterThan(50)
    for (const other of others) expect(isRegistered(other, registered)).toBe(false)
  })

  it.each([
    ['an age limit', { nsfw: true }],
    ['a translation', { name_localizations: { de: 'suche' } }],
    ['other places', { contexts: [0] }],
    ['other installations', { integration_types: [0, 1] }],
    ['one place more', { contexts: [0, 1, 2] }],
  ])('takes back what somebody else has set: %s', (_, change) => {
    const wanted = discordCommands(madeUp)
    const [first, ...others] = wanted.map(asReturned)
    const changed = [{ ...first, ...change } as APIApplicationCommand, ...others]
    expect(isRegistered(wanted, changed)).toBe(false)
  })
})

describe('what an interaction asks for', () => {
  it.each([
    ['a command', 'topics', [], { command: 'topics', options: {} }],
    [
      'a command with options',
      'find',
      [
        { type: 3, name: 'words', value: 'nato: who?' },
        { type: 4, name: 'page', value: 2 },
      ],
      { command: 'find', options: { words: 'nato: who?', page: '2' } },
    ],
    [
      'a subcommand',
      'wall',
      [{ type: 1, name: 'set', options: [{ type: 3, name: 'label', value: 'GREEN' }] }],
      { command: 'wall set', options: { label: 'GREEN' } },
    ],
    [
      'a subcommand alone',
      'wall',
      [{ type: 1, name: 'show' }],
      { command: 'wall show', options: {} },
    ],
    [
      'an option not yet typed',
      'find',
      [{ type: 3, name: 'topic', value: '', focused: true }],
      { command: 'find', options: { topic: '' } },
    ],
  ])('%s', (_, name, options, invoked) => expect(invokedBy(name, options)).toEqual(invoked))

  it('of a message, by its label', () => {
    expect(invokedOn('Ask about this', { text: 'Who leads?', url: 'https://x' }, madeUp)).toEqual({
      command: 'find',
      options: { words: 'Who leads?' },
    })
    expect(
      invokedOn('An old label', { text: 'Who leads?', url: 'https://x' }, madeUp),
    ).toBeUndefined()
  })

  it('is what the definitions are called', () => {
    const names = discordCommands(madeUp).flatMap(({ type, name, ...command }) => {
      if (type === 3) return []
      const { options = [] } = command as { options?: { type: number; name: string }[] }
      const inner = options.filter((one) => one.type === 1)
      return inner.length > 0
        ? inner.map((one) => invokedBy(name, [one]).command)
        : [invokedBy(name).command]
    })
    expect(names).toEqual(madeUp.map(({ name }) => name))
  })
})
