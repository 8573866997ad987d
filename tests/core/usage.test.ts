import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commands } from '#commands'
import { defineCommand } from '#core/command'
import { UserError } from '#core/errors'
import { option } from '#core/options'
import { saying } from '#core/show'
import { parseLine, usage } from '#core/usage'
import { anyText } from '../support/any-text.ts'
import { processorMs } from '../support/time.ts'

const read = (line: string, known = commands) => {
  const { command, options } = parseLine(line, known)
  return [command.name, options]
}
const refusal = (line: string): string => {
  try {
    return `no refusal: ${JSON.stringify(read(line))}`
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}

describe('a line is read', () => {
  it.each([
    ['/topics', 'topics', {}],
    ['  /topics  ', 'topics', {}],
    ['/ topics', 'topics', {}],
    ['/BRIEF nato', 'brief', { subject: 'nato' }],
    ['/brief\tnato', 'brief', { subject: 'nato' }],
    ['/brief defence core', 'brief', { subject: 'defence core' }],
    ['/brief subject:defence core', 'brief', { subject: 'defence core' }],
    ['/brief subject="defence core"', 'brief', { subject: 'defence core' }],
    ['/help', 'help', {}],
    ['/help search', 'help', { command: 'search' }],
    ['/ask Who leads?', 'ask', { question: 'Who leads?' }],
    ['/ask question:Who leads?', 'ask', { question: 'Who leads?' }],
    ['/ask question: who leads?', 'ask', { question: 'who leads?' }],
    ['/ask One question: who leads?', 'ask', { question: 'One question: who leads?' }],
    ['/ask Is this=that, since: when?', 'ask', { question: 'Is this=that, since: when?' }],
  ])('%s', (line, name, options) => expect(read(line)).toEqual([name, options]))
})

describe('a search takes words, phrases and options', () => {
  it.each([
    ['nato exercise', { words: 'nato exercise' }],
    ['"defence core" nato', { words: '"defence core" nato' }],
    ['“defence core” nato', { words: '“defence core” nato' }],
    ['-russia inte* a=b', { words: '-russia inte* a=b' }],
    ['https://example.org/a?b=c', { words: 'https://example.org/a?b=c' }],
    ['nato since:2 November', { words: 'nato', since: '2 November' }],
    ['nato since: 2 November', { words: 'nato', since: '2 November' }],
    ['nato since=monday', { words: 'nato', since: 'monday' }],
    ['nato SINCE:monday', { words: 'nato', since: 'monday' }],
    ['since:"2 November" nato', { since: '2 November', words: 'nato' }],
    ['since:“2 November” nato', { since: '2 November', words: 'nato' }],
    ['since:monday nato exercise', { since: 'monday', words: 'nato exercise' }],
    ['topic:nato exercise', { topic: 'nato', words: 'exercise' }],
    ['topic: nato exercise', { topic: 'nato', words: 'exercise' }],
    [
      'core since:2 November topic:defence core page:2',
      { words: 'core', since: '2 November', topic: 'defence core', page: '2' },
    ],
    ['new since nato', { words: 'new since nato' }],
    ['""', { words: '""' }],
    ['"', { words: '"' }],
    ['constructor:x __proto__=y', { words: 'constructor:x __proto__=y' }],
  ])('%s', (words, options) => expect(read(`/search ${words}`)).toEqual(['search', options]))
})

describe('a list takes a topic, a date and a choice without their names', () => {
  it.each([
    ['', {}],
    ['nato', { topic: 'nato' }],
    ['nato since monday', { topic: 'nato', since: 'monday' }],
    ['everything since 2 November', { changes: 'everything', since: '2 November' }],
    ['since 2 November', { since: '2 November' }],
    [
      'defence core new since last week',
      {
        topic: 'defence core',
        changes: 'new',
        since: 'last week',
      },
    ],
    ['nato corrected page:2', { topic: 'nato', changes: 'corrected', page: '2' }],
    ['nato since:monday corrected', { topic: 'nato', since: 'monday', changes: 'corrected' }],
    ['"new"', { topic: '"new"' }],
    ['constructor', { topic: 'constructor' }],
    ['__proto__', { topic: '__proto__' }],
    ['constructor:x', { topic: 'constructor:x' }],
  ])('/latest %s', (rest, options) => expect(read(`/latest ${rest}`)).toEqual(['latest', options]))
})

describe('a digest is told its times, topics and names in plain words', () => {
  it.each([
    [
      'create weekdays 08:00 topics:nato, defence core zone:Kyiv',
      { when: 'weekdays 08:00', topics: 'nato, defence core', zone: 'Kyiv' },
    ],
    ['create 0 8 * * 1-5 zone:Europe/Kyiv', { when: '0 8 * * 1-5', zone: 'Europe/Kyiv' }],
    [
      'create daily 8:00 name:The long read form:long',
      {
        when: 'daily 8:00',
        name: 'The long read',
        form: 'long',
      },
    ],
    ['edit Morning briefing when:daily 9:00', { digest: 'Morning briefing', when: 'daily 9:00' }],
    ['edit name:The long read', { name: 'The long read' }],
    ['edit name:Yes, Minister form:long', { name: 'Yes, Minister', form: 'long' }],
    ['edit Morning briefing long', { digest: 'Morning briefing', form: 'long' }],
    ['pause Morning briefing until 3 January', { digest: 'Morning briefing', until: '3 January' }],
    ['pause until 3 January', { until: '3 January' }],
    ['skip 24 Dec to 2 Jan, 6 Jan', { dates: '24 Dec to 2 Jan, 6 Jan' }],
    ['skip 1 May digest:Morning briefing', { dates: '1 May', digest: 'Morning briefing' }],
    ['send now', { when: 'now' }],
    ['send Morning briefing now', { digest: 'Morning briefing', when: 'now' }],
    ['delete Morning briefing sure:yes', { digest: 'Morning briefing', sure: 'yes' }],
    ['settle k3f9-Zx yes', { edition: 'k3f9-Zx', arrived: 'yes' }],
    ['mention @desk digest:Morning briefing', { mention: '@desk', digest: 'Morning briefing' }],
  ])('/digest %s', (rest, options) => expect(read(`/digest ${rest}`)[1]).toEqual(options))
})

describe('a family of commands alone is a question for help with it', () => {
  it.each(['/digest', '/digest foo', '/Digest  creat weekdays', '/ digest'])('%s', (line) =>
    expect(read(line)).toEqual(['help', { command: 'digest' }]),
  )
  it('but not the beginning of its name, nor where there is no help', () => {
    expect(refusal('/dig')).toContain('No command "/dig".')
    const [create] = two.slice(1)
    expect(() => parseLine('/digest', create ? [create] : [])).toThrow('No command "/digest".')
  })
})

describe('what cannot be read is refused with the way on', () => {
  it.each([
    ['/', 'Which command? All of them: /help'],
    ['/ ', 'Which command? All of them: /help'],
    ['/zzz', 'No command "/zzz". All of them: /help'],
    ['/brif nato', 'No command "/brif". Did you mean /brief? All of them: /help'],
    ['/serach nato', 'No command "/serach". Did you mean /search? All of them: /help'],
    ['/lat', 'No command "/lat". Did you mean /latest? All of them: /help'],
    ['/topic', 'No command "/topic". Did you mean /topics? All of them: /help'],
    ['/constructor', 'No command "/constructor". All of them: /help'],
    ['/brief', '/brief needs <subject>: /brief <subject>, for example /brief defence core'],
    [
      '/brief subject:',
      '/brief needs <subject>: /brief <subject>, for example /brief defence core',
    ],
    [
      '/search topic:nato',
      '/search needs <words>: /search <words> [topic] [since] [page], for example /search nato exercise',
    ],
    [
      '/latest nato since',
      'Nothing stands after "since". /latest [topic] [since] [new|corrected|all] [page], for example /latest',
    ],
    [
      '/latest since:',
      'Nothing stands after "since". /latest [topic] [since] [new|corrected|all] [page], for example /latest',
    ],
    ['/topics x', 'I do not know what "x" is for. /topics, for example /topics'],
    [
      `/search ${'a '.repeat(2_001)}`,
      'That is too long: at most 4000 characters can be read. Use fewer words.',
    ],
  ])('%s', (line, message) => expect(refusal(line)).toBe(message))
})

it('repeats what was typed in one short line', () => {
  const message = refusal(`/${'x'.repeat(1_000_000)}`)
  expect(message.length).toBeLessThan(120)
  expect(refusal('/topics a\u2028b')).not.toMatch(/[\n\u2028]/)
})

it.each([
  ['/', 'a', 'No command'],
  ['/', 'brief', 'No command'],
  ['/', '/', 'No command'],
  ['/search ', 'a', 'That is too long'],
  ['/search ', 'a ', 'That is too long'],
  ['/search ', '"', 'That is too long'],
  ['/latest ', 'since ', 'That is too long'],
  ['/search ', ' ', '/search needs <words>'],
])('answers %s and a megabyte of %j at once', async (start, part, message) => {
  const line = start + part.repeat(1_000_000 / part.length)
  expect(await processorMs(() => refusal(line))).toBeLessThan(500)
  expect(refusal(line)).toContain(message)
})

const digest = (name: string) =>
  defineCommand({
    name,
    summary: 'Made up',
    options: { topic: option.topic('of what'), since: option.optional(option.since('from when')) },
    examples: [`/${name} nato`],
    allow: 'anyone',
    audience: 'asker',
    run: async () => saying(),
  })
const two = [digest('digest'), digest('digest create')]

describe('a command of two words comes before the one it begins with', () => {
  it.each([
    ['/digest create nato', 'digest create', { topic: 'nato' }],
    ['/digest   create   nato', 'digest create', { topic: 'nato' }],
    ['/Digest Create since:monday nato', 'digest create', { since: 'monday', topic: 'nato' }],
    ['/digest nato', 'digest', { topic: 'nato' }],
    ['/digest created', 'digest', { topic: 'created' }],
  ])('%s', (line, name, options) => expect(read(line, two)).toEqual([name, options]))
})

describe('an id is the first word, and the rest is what else the command takes', () => {
  it.each([
    [
      '/requests answer x7k3 nato-exercise-bergen',
      { request: 'x7k3', briefing: 'nato-exercise-bergen' },
    ],
    [
      '/requests answer x7k3 exercise at Bergen',
      { request: 'x7k3', briefing: 'exercise at Bergen' },
    ],
    ['/requests answer briefing:bergen x7k3', { request: 'x7k3', briefing: 'bergen' }],
    ['/requests answer request:x7k3 bergen', { request: 'x7k3', briefing: 'bergen' }],
    ['/requests close x7k3', { request: 'x7k3' }],
    ['/requests due x7k3 24 December', { request: 'x7k3', day: '24 December' }],
    ['/requests close x7k3 Not ours, sorry', { request: 'x7k3', why: 'Not ours, sorry' }],
    ['/feedback q-abc did', { question: 'q-abc', verdict: 'did' }],
    ['/feedback q-abc did not', { question: 'q-abc', verdict: 'did not' }],
    [
      '/used defence-core https://example.org/a?b=c',
      { briefing: 'defence-core', link: 'https://example.org/a?b=c' },
    ],
    ['/used HTTPS://example.org/a undo', { link: 'HTTPS://example.org/a', change: 'undo' }],
    ['/feedback did not q-abc', { question: 'q-abc', verdict: 'did not' }],
  ])('%s', (line, options) => expect(read(line, commands)[1]).toEqual(options))

  it.each([
    ['/requests answer x7k3', '/requests answer needs <briefing>'],
    ['/requests answer', '/requests answer needs <request>'],
    ['/requests close', '/requests close needs <request>'],
    ['/feedback q-abc', '/feedback needs <verdict>'],
  ])('%s', (line, message) => {
    expect(() => parseLine(line, commands)).toThrow(message)
  })
})

it('names every option of every command in its usage', () => {
  expect(commands.map(usage)).toEqual([
    '/ask <question>',
    '/follow-up [question] [after]',
    '/brief <subject>',
    '/latest [topic] [since] [new|corrected|all] [page]',
    '/search <words> [topic] [since] [page]',
    '/topics',
    '/digest create <when> [topics] [zone] [name] [empty:no|yes] [form:headlines|long] [mention]',
    '/digest list',
    '/digest show [digest]',
    '/digest edit [digest] [when] [topics] [zone] [name] [empty:no|yes] [headlines|long] [mention]',
    '/digest mention <mention> [digest]',
    '/digest pause [digest] [until]',
    '/digest resume [digest]',
    '/digest skip <dates> [digest]',
    '/digest delete [digest] [sure:yes]',
    '/digest preview [digest]',
    '/digest send [digest] [now]',
    '/digest history [digest] [page]',
    '/digest settle <edition> [arrived:yes|no]',
    '/requests send <question> [name:with|without|cancel]',
    '/requests open [page]',
    '/requests gaps',
    '/requests take <request>',
    '/requests drop <request>',
    '/requests due <request> <day>',
    '/requests answer <request> <briefing>',
    '/requests close <request> [why]',
    '/briefing new [title] [bluf] [text] [sources] [about]',
    '/briefing draft <text> [link]',
    '/briefing file [markdown]',
    '/briefing correct <briefing> [was] [is] [why] [text] [draft]',
    '/briefing update <briefing> [is] [why] [bluf] [text] [sources] [was] [draft]',
    '/briefing retract <briefing> [reason] [keep|remove] [draft]',
    '/drafts',
    '/briefing show <draft>',
    '/briefing edit <draft> [title] [bluf] [text] [sources] [about]',
    '/briefing drop <draft> [sure:yes]',
    '/briefing review <draft> [reviewer]',
    '/briefing approve <draft> [approve|back]',
    '/briefing permit <draft> [permission]',
    '/briefing publish <draft> [alone:yes]',
    '/briefing post <what> [channels]',
    '/briefing history <briefing>',
    '/briefing reach <briefing> [names:yes] [reason]',
    '/briefing names [on|off|show]',
    '/feedback <question> <did|did not>',
    '/used [briefing] [link] [undo|link] [page]',
    '/watch corrections [on|off|show]',
    '/watch requests [on|off|show]',
    '/tlp show',
    '/tlp set <CLEAR|GREEN|AMBER|AMBER+STRICT> [channel|members] [channel]',
    '/tlp red [on|off|show]',
    '/vocabulary add <name> [scope] [aliases]',
    '/vocabulary remove <topic>',
    '/role show',
    '/role set <who> <reader|editor|approver|manager>',
    '/role duty <who> [on|off]',
    '/audit [page]',
    '/workspace use <workspace>',
    '/workspace leave',
    '/privacy [show|erase]',
    '/help [command]',
  ])
})

it('reads every example that a command gives', () => {
  for (const command of commands)
    for (const example of command.examples)
      expect(parseLine(example, commands).command.name).toBe(command.name)
})

const junk = fc.constantFrom(
  ...`since: topic:nato topic= page:2 words: question: subject: since new all "a b" " “ ” x:y constructor:z __proto__ - * / \u0000 \ud800 nato`.split(
    ' ',
  ),
)
const rest = fc.oneof(
  fc.array(junk, { maxLength: 10 }).map((some) => some.join(' ')),
  anyText(80),
)

describe('any line is read or refused with a sentence', () => {
  it.each(commands.map(({ name }) => [name]))('/%s', (name) => {
    fc.assert(
      fc.property(rest, fc.constantFrom(' ', '', '\n'), (words, between) => {
        const line = `/${name}${between}${words}`
        const message = refusal(line)
        if (!message.startsWith('no refusal')) return
        const { command, options } = parseLine(line, commands)
        for (const [key, value] of Object.entries(options)) {
          expect(Object.keys(command.options)).toContain(key)
          expect(value).toBe(value.trim())
        }
      }),
      { numRuns: 1_000 },
    )
  })
})
