import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { defineCommand } from '#core/command'
import { option } from '#core/options'
import { button, buttons, paragraph } from '#core/reply'
import { saying, showing } from '#core/show'
import { made } from '../../support/briefings.ts'
import { shippedFolder } from '../../support/engine.ts'
import { eventually } from '../../support/eventually.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { inTeam, saidIn, shownIn } from '../../support/on-slack.ts'
import { buttonsOf, type Interaction, lockScreen, textOf } from '../../support/slack/index.ts'

const labels = ({ messages }: Interaction): string[] =>
  messages.flatMap(buttonsOf).map(({ text }) => (text as { text: string }).text)

it.each([
  '/sitrep brief nato-exercise-bergen',
  '/sitrep /brief nato-exercise-bergen',
  '/brief nato-exercise-bergen',
  '/sitrep BRIEF subject:nato-exercise-bergen',
])('acknowledges %s first, then answers the asker alone', async (line) => {
  const on = await inTeam()
  const asked = await on.reader.ask(on.channel, line)
  expect(asked.ack?.response).toBeUndefined()
  expect(saidIn(asked)).toContain('NATO exercised at Bergen in Germany in February 2026')
  expect(lockScreen(asked.messages[0]!)).toMatch(/^TLP:CLEAR {2}NATO exercised at Bergen/)
  expect(asked.messages.map(({ ephemeralFor }) => ephemeralFor)).toEqual([on.reader.user.id])
  expect(on.slack.messages(on.channel)).toEqual([])
  const channel = `${on.team.id}/${on.channel.id}`
  const where = { platform: 'slack', workspace: on.team.id, channel }
  const person = `slack:${on.team.id}/${on.reader.user.id}`
  expect(await shownIn(on)).toMatchObject([{ ...where, person, command: 'brief' }])
  expect(on.slack.violations).toEqual([])
})

it('answers a question asked with its own command', async () => {
  const { reader, channel } = await inTeam()
  const asked = await reader.ask(channel, '/ask When was the NATO exercise in Bergen?')
  expect(saidIn(asked)).toMatch(
    /in February 2026\.” \[1\][\s\S]*\n\[1\] World Today Journal, undated/,
  )
})

it.each([
  ['/sitrep brif nato', 'Did you mean /sitrep brief?'],
  ['/sitrep brief walrus', 'No topic or briefing "walrus"'],
  ['/sitrep latest page:zero', 'page'],
  ['/sitrep tlp show', '/sitrep tlp show is for managers'],
])('says of %s what would be right, as it is typed there', async (line, words) => {
  const { reader, channel, slack } = await inTeam()
  expect(saidIn(await reader.ask(channel, line))).toContain(words)
  expect(slack.violations).toEqual([])
})

it('asks for what was not typed at all, and for what another command needs', async () => {
  const { reader, channel, slack } = await inTeam()
  const asked = await reader.ask(channel, '/sitrep')
  const picker = asked.view!
  expect(textOf(picker)).toContain('What would you like?')
  const changed = await reader.choose(
    picker,
    'What would you like?',
    'Find briefings by words, "phrases", -without and begin*',
  )
  await changed.settled
  expect(textOf(picker)).toContain('only this topic')
  await (await reader.submit(picker, { Words: 'bergen exercise' })).settled
  await asked.done(({ messages }) => messages.length === 1)
  expect(saidIn(asked)).toMatch(/best match first/)
  expect(slack.violations).toEqual([])
})

it('asks for what a command lacks, with what was typed filled in', async () => {
  const { reader, channel, slack } = await inTeam()
  const asked = await reader.ask(channel, '/sitrep search topic:nato page:1')
  const form = asked.view!
  expect(form.values.topic?.topic).toMatchObject({ selected_option: { value: 'nato' } })
  expect(form.values.page?.page).toMatchObject({ value: '1' })
  await (await reader.submit(form, { Words: 'bergen' })).settled
  await asked.done(({ messages }) => messages.length === 1)
  expect(saidIn(asked)).toContain('on NATO')
  expect(asked.messages[0]?.channel).toBe(channel)
  expect(slack.violations).toEqual([])
})

it.each([
  ['nat', 'NATO'],
  ['north atlantic', 'NATO'],
  ['defense core', 'Defence core'],
  ['ntao', 'NATO'],
  ['', 'Defence core'],
])('suggests for "%s" what it means', async (typed, name) => {
  const { reader, channel, slack } = await inTeam()
  const { view } = await reader.ask(channel, '/sitrep brief')
  const choices = await reader.suggest(view!, 'Subject', typed)
  expect(choices.map(({ label }) => label).join('\n')).toMatch(new RegExp(name, 'i'))
  expect(slack.violations).toEqual([])
})

it('suggests no more than Slack takes, and nothing that the channel may not see', async () => {
  const folder = temporaryFolder()
  cpSync(shippedFolder, folder, { recursive: true })
  for (let at = 0; at < 150; at += 1) {
    const slug = `note-${at}`
    writeFileSync(join(folder, `${slug}.md`), made({ slug, title: `A note, number ${at}` }))
  }
  const { reader, manager, channel, slack } = await inTeam({ folder })
  const { view } = await reader.ask(channel, '/sitrep brief')
  const many = await reader.suggest(view!, 'Subject', 'note')
  expect(many.length).toBeGreaterThan(10)
  expect(many.length).toBeLessThanOrEqual(100)
  const found = async () =>
    (await reader.suggest(view!, 'Subject', 'six checks')).map(({ value }) => value)
  expect(await found()).not.toContain('six-checks-defence-core')
  await manager.ask(channel, '/sitrep tlp set AMBER')
  expect(await found()).toContain('six-checks-defence-core')
  expect(slack.violations).toEqual([])
})

it('answers with what was chosen from the suggestions, where it was asked', async () => {
  const { reader, channel } = await inTeam()
  const asked = await reader.ask(channel, '/brief')
  const [first] = await reader.suggest(asked.view!, 'Subject', 'bergen')
  await (await reader.submit(asked.view!, { Subject: first!.label })).settled
  await asked.done(({ messages }) => messages.length === 1)
  expect(saidIn(asked)).toContain('NATO exercised at Bergen')
  expect(asked.messages[0]?.channel).toBe(channel)
})

it('shows at its field what is wrong with what was filled in, and runs nothing', async () => {
  const { reader, channel, slack } = await inTeam()
  const asked = await reader.ask(channel, '/sitrep')
  const picker = asked.view!
  await (
    await reader.choose(picker, 'What would you like?', 'What is new or corrected, newest first')
  ).settled
  const sent = await (await reader.submit(picker, { Since: 'someday', Page: '0' })).settled
  expect(Object.keys(sent.errors ?? {}).sort()).toEqual(['page', 'since'])
  expect(sent.errors?.since).toContain('someday')
  expect(asked.messages).toEqual([])
  await (await reader.submit(picker, { Since: '1 November', Page: '1' })).settled
  await asked.done(({ messages }) => messages.length === 1)
  expect(slack.violations).toEqual([])
})

it('turns the page in place', async () => {
  const { reader, channel, slack } = await inTeam()
  const first = await reader.ask(channel, '/sitrep latest')
  expect(saidIn(first)).toContain('1 of 3')
  const turned = await (await reader.press(first.messages[0]!, 'Older')).settled
  expect(saidIn(turned)).toContain('2 of 3')
  expect(first.messages.map(textOf)).toEqual(turned.messages.map(textOf))
  expect(slack.violations).toEqual([])
})

it('opens what is pressed in a list in a message of its own', async () => {
  const { reader, channel } = await inTeam()
  const list = await reader.ask(channel, '/sitrep search bergen exercise')
  const opened = await (await reader.press(list.messages[0]!, 'Read')).settled
  expect(saidIn(opened)).toContain('Reported')
  expect(opened.messages[0]?.ts).not.toBe(list.messages[0]?.ts)
  expect(opened.messages[0]?.ephemeralFor).toBe(reader.user.id)
})

it('posts what is shared with the eyes of the channel, and writes down where it stands', async () => {
  const on = await inTeam()
  const { reader, channel, slack, team } = on
  const asked = await reader.ask(channel, '/brief nato-exercise-bergen')
  const pressed = await (await reader.press(asked.messages[0]!, 'Share here')).settled
  expect(saidIn(pressed)).toContain('Posted in #policy')
  const [posted] = slack.messages(channel)
  expect(lockScreen(posted!)).toMatch(/^TLP:CLEAR {2}NATO exercised at Bergen in Germany/)
  expect(textOf(posted!)).toContain('Shared by Ben')
  const rooms = await on.store.rooms.posted(team.id, `${team.id}/${channel.id}`)
  expect(rooms.map(({ messages }) => messages)).toContainEqual([`${channel.id}/${posted?.ts}`])

  const other = slack.person({ name: 'Eve' })
  const alone = await (await other.press(posted!, 'More on this topic')).settled
  expect(alone.messages.map(({ ephemeralFor }) => ephemeralFor)).toEqual([other.user.id])
  expect(slack.messages(channel)).toHaveLength(1)
  expect(slack.violations).toEqual([])
})

it('says nothing on a lock screen of what is above GREEN', async () => {
  const { reader, manager, channel, slack } = await inTeam()
  await manager.ask(channel, '/sitrep tlp set AMBER')
  const asked = await reader.ask(channel, '/brief six-checks-defence-core')
  await (await reader.press(asked.messages[0]!, 'Share here')).settled
  expect(slack.messages(channel).map(lockScreen)).toEqual([
    'TLP:AMBER  Briefing for #policy: open to read',
  ])
})

it('checks what is shared against the limit as it is by then', async () => {
  const { reader, manager, channel, slack } = await inTeam()
  await manager.ask(channel, '/sitrep tlp set AMBER')
  const asked = await reader.ask(channel, '/brief six-checks-defence-core')
  await manager.ask(channel, '/sitrep tlp set CLEAR')
  const pressed = await (await reader.press(asked.messages[0]!, 'Share here')).settled
  expect(saidIn(pressed)).toContain('up to TLP:CLEAR, and of this there is nothing to show')
  expect(slack.messages(channel)).toEqual([])
})

it('keeps an answer in direct messages, and shows there no more than they may see', async () => {
  const on = await inTeam()
  const { reader, manager, channel, slack } = on
  const asked = await reader.ask(channel, '/brief nato-exercise-bergen')
  const kept = await (await reader.press(asked.messages[0]!, 'Keep')).settled
  expect(saidIn(kept)).toContain('Sent to your direct messages')
  const [standing] = slack.messages(reader.dm)
  expect(textOf(standing!)).toContain('NATO exercised at Bergen')
  expect((await shownIn(on)).map(({ channel: where }) => where)).toContain(
    `${on.team.id}/${reader.dm.id}`,
  )
  await manager.ask(channel, '/sitrep tlp set AMBER')
  const guarded = await reader.ask(channel, '/brief six-checks-defence-core')
  const refused = await (await reader.press(guarded.messages[0]!, 'Keep')).settled
  expect(saidIn(refused)).toContain('nothing to show there')
  expect(slack.messages(reader.dm)).toHaveLength(1)
  expect(slack.violations).toEqual([])
})

const sentences = Array.from(
  { length: 700 },
  (_, at) => `Example Gazette reports in sentence number ${at} that nothing of it is ever lost.`,
)

/** Some 50,000 characters, as of a briefing that there is. */
const long = defineCommand({
  name: 'long',
  summary: 'Says much',
  options: {},
  examples: [],
  allow: 'anyone',
  audience: 'asker',
  async run({ read }) {
    const briefing = await read.briefing('nato-exercise-bergen')
    return showing(briefing ? [briefing] : [], {
      blocks: sentences.map((one) => paragraph(one)),
    })
  },
})

it('gives four messages of a long answer, and all of it in direct messages', async () => {
  const { reader, channel, slack } = await inTeam({ commands: [long] })
  const asked = await reader.ask(channel, '/sitrep long')
  const whole = await asked.done(({ messages }) => messages.length === 4)
  expect(labels(whole)).toContain('Send me all of it')
  expect(labels(whole)).not.toContain('Keep')
  const pressed = await reader.press(whole.messages.at(-1)!, 'Send me all of it')
  expect(saidIn(await pressed.settled)).toContain('Sent to your direct messages')
  const all = slack.messages(reader.dm).map(textOf).join('\n')
  for (const sentence of sentences) expect(all.split(sentence)).toHaveLength(2)
  expect(slack.violations).toEqual([])
})

it('leaves standing what has arrived when the rest of an answer does not', async () => {
  const on = await inTeam({ commands: [long] })
  const { reader, channel, slack } = on
  // The second message and its second try, but not the first, nor the word about it.
  const asked = await reader.command(channel, '/sitrep long')
  await asked.done(({ messages }) => {
    if (messages.length === 1) slack.fail('response_url', { status: 500, times: 2 })
    return messages.length >= 1
  })
  const told = await asked.done(({ messages }) => saidIn({ messages }).includes('not all of it'))
  expect(saidIn(told)).toContain('sentence number 0 that nothing')
  expect((await shownIn(on)).length).toBeGreaterThan(0)
})

it('takes back from the ledger what nobody got to see', async () => {
  const on = await inTeam()
  on.slack.fail('response_url', { status: 500, times: 9 })
  await on.reader.command(on.channel, '/brief nato')
  await eventually(() => on.logged.some(({ message }) => message === 'an answer did not arrive'))
  await eventually(async () => (await shownIn(on)).length === 0)
})

it.each(['before', 'after'] as const)(
  'sends an answer again when Slack stumbles %s it took the first',
  async (when) => {
    const { reader, channel, slack } = await inTeam()
    slack.fail('response_url', { status: 502, when })
    const asked = await reader.ask(channel, '/sitrep topics')
    const tries = () => slack.requests.filter(({ method }) => method === 'response_url').length
    await slack.until(() => tries() === 2)
    await asked.done(({ messages }) => messages.length === (when === 'after' ? 2 : 1))
    for (const message of asked.messages) expect(textOf(message)).toContain('NATO')
  },
)

it('answers a button of another time kindly', async () => {
  const { reader, channel, slack } = await inTeam()
  const asked = await reader.ask(channel, '/brief nato')
  const [message] = asked.messages
  const [first] = buttonsOf(message!)
  for (const [id, value] of [
    ['brief-nato', 'x'],
    ['new:0', '~never-kept'],
    ['new:0', 'gone?x=y'],
    ['later:0', 'brief?subject=nato'],
  ]) {
    Object.assign(first!, { action_id: id, value })
    const pressed = await (await reader.press(message!, id!)).settled
    expect(saidIn(pressed)).toMatch(/no longer (?:does anything|offered)/)
  }
  expect(slack.violations).toEqual([])
})

it('keeps what a button cannot carry, over a restart', async () => {
  const on = await inTeam()
  const { reader, channel, slack } = on
  const question = `When was the NATO exercise in Bergen? ${'é'.repeat(500)}`
  const asked = await reader.ask(channel, `/ask ${question}`)
  const [keep] = buttonsOf(asked.messages[0]!).filter(
    ({ text }) => (text as { text: string }).text === 'Keep',
  )
  expect(keep?.value).toMatch(/^~/)
  await on.platform.stop()
  await on.again()
  await (await reader.press(asked.messages[0]!, 'Keep')).settled
  expect(slack.messages(reader.dm).map(textOf).join()).toContain('February 2026')
})

it('takes the text of any message as a question', async () => {
  const { reader, channel, slack } = await inTeam()
  const { message } = await reader.say(channel, 'When was the NATO exercise in Bergen?')
  const asked = await (await reader.shortcut(message, 'Ask Sitrep about this')).settled
  expect(saidIn(asked)).toContain('in February 2026')
  expect(asked.messages[0]?.ephemeralFor).toBe(reader.user.id)
  const wordless = await reader.say(channel, '')
  const told = await (await reader.shortcut(wordless.message, 'Ask Sitrep about this')).settled
  expect(saidIn(told)).toContain('no words')
  expect(slack.violations).toEqual([])
})

it('shows at home what is new and how to ask, and turns its pages there', async () => {
  const { reader, slack } = await inTeam()
  const home = await (await reader.openHome()).published
  expect(textOf(home)).toContain('12 briefings, newest first (1 of 3)')
  expect(textOf(home)).toContain('/sitrep search nato exercise')
  const turned = await reader.press(home, 'Older')
  await slack.until(() => turned.home && textOf(turned.home).includes('2 of 3'))
  const read = await reader.press(turned.home!, 'Read')
  await read.acked
  const [opened] = await slack.until(() => {
    const all = slack.messages(reader.dm)
    return all.length > 0 && all
  })
  expect(textOf(opened!)).toContain('Reported')
  expect(slack.violations).toEqual([])
})

it('suggests first questions where people write to it, which it answers', async () => {
  const { reader, slack } = await inTeam()
  await reader.openMessages()
  const prompts = await slack.until(() => {
    const all = slack.prompts(reader.dm)
    return all.length > 0 && all
  })
  expect(prompts).toHaveLength(4)
  const said = await reader.say(reader.dm, prompts[0]!.message)
  expect(textOf(await said.answer)).toContain('newest first')
  expect(slack.violations).toEqual([])
})

const counting = () => {
  const ran: string[] = []
  const command = defineCommand({
    name: 'count',
    summary: 'Counts how often it ran',
    options: { words: option.optional(option.text('some words')) },
    examples: [],
    allow: 'anyone',
    audience: 'asker',
    async run({ options: { words = '' } }) {
      ran.push(words)
      return saying(paragraph('Counted.'), ...buttons(button('Fill', 'fill', {})))
    },
  })
  const form = defineCommand({
    ...command,
    name: 'fill',
    form: true,
    options: {},
    run: async () => ({
      kind: 'form' as const,
      title: 'Fill this in',
      fields: [{ name: 'words', label: 'Words', required: true, lines: 'one' as const }],
      values: { words: 'before' },
      command: 'count',
    }),
  })
  return { ran, command, form }
}

it('opens the form of a button, and answers where that was pressed', async () => {
  const { ran, command, form } = counting()
  const { reader, channel, slack } = await inTeam({ commands: [command, form] })
  const asked = await reader.ask(channel, '/sitrep count')
  const pressed = await (await reader.press(asked.messages[0]!, 'Fill')).settled
  expect(pressed.view?.values.words?.words).toMatchObject({ value: 'before' })
  await (await reader.submit(pressed.view!, { Words: 'after' })).settled
  await pressed.done(({ messages }) => messages.length === 1)
  expect(ran).toEqual(['', 'after'])
  expect(pressed.messages[0]?.channel).toBe(channel)
  expect(slack.violations).toEqual([])
})

it('says so where it is too late to open a form', async () => {
  const { reader, channel, slack } = await inTeam({ slack: { triggerFor: 0 } })
  const asked = await reader.ask(channel, '/brief')
  expect(asked.view).toBeUndefined()
  expect(saidIn(asked)).toContain('Try again in a minute')
  expect(slack.violations).toEqual([])
})

it('posts for all what a command has for all, and says how to invite it where it is not in', async () => {
  const { command } = counting()
  const loud = defineCommand({ ...command, name: 'tell', audience: 'channel' })
  const on = await inTeam({ commands: [loud] })
  const { reader, channel, slack, team } = on
  await reader.command(channel, '/sitrep tell')
  const [posted] = await slack.until(() => {
    const all = slack.messages(channel)
    return all.length > 0 && all
  })
  expect(textOf(posted!)).toContain('Counted.')
  const elsewhere = slack.world.channel(team, 'elsewhere', { hasBot: false })
  const asked = await reader.ask(elsewhere, '/sitrep tell')
  expect(saidIn(asked)).toContain(`/invite @`)
  expect(slack.messages(elsewhere)).toEqual([])
})

it('leaves nobody waiting when the store fails beneath it', async () => {
  const on = await inTeam({
    store: (store) => ({
      ...store,
      rooms: { ...store.rooms, limit: () => Promise.reject(new Error('the disk is gone')) },
    }),
  })
  const asked = await on.reader.ask(on.channel, '/brief nato')
  expect(saidIn(asked)).toMatch(/something failed on our side.*reference [0-9a-f]{6}/)
  expect(saidIn(asked)).not.toContain('disk')
  expect(on.logged.some(({ reference }) => typeof reference === 'string')).toBe(true)
  const form = await on.reader.ask(on.channel, '/brief')
  expect(await on.reader.suggest(form.view!, 'Subject', 'n')).toEqual([])
})

it('answers what is open before it leaves', async () => {
  const { promise: goOn, resolve } = Promise.withResolvers<void>()
  const { command } = counting()
  const slow = defineCommand({
    ...command,
    name: 'slow',
    options: {},
    async run() {
      await goOn
      return saying(paragraph('Done at last.'))
    },
  })
  const { reader, channel, platform } = await inTeam({ commands: [slow] })
  const asked = await reader.command(channel, '/sitrep slow')
  await asked.acked
  const stopped = platform.stop()
  resolve()
  await stopped
  expect(saidIn(asked)).toContain('Done at last')
})
