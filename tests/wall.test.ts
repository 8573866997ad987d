import { expect, it } from 'vitest'
import { answer } from '#answers/answer'
import { commands } from '#commands'
import { asked } from './commands/asking.ts'
import { fileOf } from './commands/briefing/writing.ts'
import { personWithin, type Running, running, shippedFolder } from './support/engine.ts'
import { amongHidden, withoutDrawn } from './support/hidden.ts'
import { keptQuestion, newRequest } from './support/questions.ts'

const lines = [
  '/topics',
  '/help',
  '/latest',
  '/latest nato page:2',
  '/latest nato since:1 November',
  '/latest corrected',
  '/brief defence core',
  '/brief nato',
  '/brief nato-exercise-bergen',
  '/brief aaa-hidden-1',
  '/brief six-checks-defence-core',
  '/brief aaa-hiden-1',
  '/search nato exercise bergen',
  '/search defence page:2',
  '/search "defence core" -russia',
  '/search exerc* topic:nato',
  '/search note hidden walrus',
  '/digest create weekdays 08:00 topics:nato, walrus',
  '/digest create weekdays 08:00 topics:nato',
  '/digest list',
  '/digest show hidden',
  '/digest edit when:daily 9:00',
  '/digest mention @desk',
  '/digest pause',
  '/digest resume',
  '/digest skip tomorrow',
  '/digest delete',
  '/digest preview',
  '/digest send now',
  '/digest history',
  '/digest settle x yes',
  '/requests send Which note does the Gazette report?',
  '/requests send How does NATO see it? name:without',
  '/requests open',
  '/requests gaps',
  '/requests take aaaa',
  '/requests drop aaaa',
  '/requests due aaaa friday',
  '/requests answer aaaa aaa-hidden-1',
  '/requests close aaaa',
  '/briefing new',
  '/briefing draft The hidden walrus',
  '/briefing file markdown:walrus',
  '/briefing correct aaa-hidden-1',
  '/briefing update aaa-hidden-1',
  '/briefing retract aaa-hidden-1',
  '/drafts',
  '/briefing show aaaa',
  '/briefing edit aaaa',
  '/briefing drop aaaa',
  '/briefing review aaaa',
  '/briefing approve aaaa',
  '/briefing permit aaaa',
  '/briefing publish aaaa',
  '/briefing post aaa-hidden-1',
  '/briefing history aaa-hidden-1',
  '/briefing reach aaa-hidden-1',
  '/briefing names',
  '/feedback q-aaaaaaaaaa did',
  '/used',
  '/used aaa-hidden-1',
  '/used six-checks-defence-core https://example.org/story',
  '/used nato-exercise-bergen, aaa-hidden-1',
  '/follow-up and Germany?',
  '/watch corrections on',
  '/watch corrections',
  '/watch requests on',
  '/tlp show',
  '/tlp set AMBER',
  '/tlp red',
  '/tlp red on',
  '/vocabulary add Black Sea scope:x',
  '/vocabulary remove nato',
  '/role show',
  '/role set discord:1 editor',
  '/role duty discord:1',
  '/audit',
  '/workspace use hidden',
  '/workspace leave',
  '/privacy',
  'Which countries are in the new defence core?',
  'When was the NATO exercise in Bergen?',
  'Which note does the Gazette report?',
  'Who won the world cup?',
]

it('answers byte for byte the same with and without 1,000 hidden briefings', async () => {
  const without = await running({ folder: shippedFolder })
  const among = await running({ folder: amongHidden(1_000) })
  const operator = { kind: 'operator', clearance: 'RED' } as const
  expect((await among.store.count(operator)).briefings).toBeGreaterThan(800)
  for (const line of lines) {
    const replies = await Promise.all([among, without].map(({ ask }) => ask(line)))
    const [mine, theirs] = replies.map((reply) => withoutDrawn(JSON.stringify(reply)))
    expect(mine, line).toBe(theirs)
  }
  for (const typed of [
    '/brief n',
    '/brief aaa',
    '/brief nato ex',
    '/latest topic:',
    '/digest create daily 8 topics:',
    '/s',
  ])
    expect(await completed(among, typed)).toEqual(await completed(without, typed))
  for (const question of ['exercise at Bergen', 'four countries', 'note'])
    expect(await answer(among.store, personWithin('CLEAR'), question)).toEqual(
      await answer(without.store, personWithin('CLEAR'), question),
    )
})

const completed = ({ engine }: Running, line: string) =>
  engine.complete(line, personWithin('CLEAR'))

it('tells editors the same of questions, with and without 1,000 hidden briefings', async () => {
  const both = [amongHidden(1_000), shippedFolder].map(async (folder) => {
    const { ask, store, engine } = await running({ folder, isManager: true })
    await store.requests.add(newRequest({ text: 'What does the hidden walrus say?' }))
    for (const person of ['discord:1', 'discord:2'])
      await store.questions.keep(keptQuestion({ id: person, person }))
    const said = []
    for (const line of [
      '/requests open',
      '/requests gaps',
      '/requests take r1',
      '/requests due r1 friday',
      '/requests drop r1',
      '/requests answer r1 aaa-hidden-1',
      '/requests answer r1 Hidden',
      '/requests answer r1 six-checks-defence-core',
    ])
      said.push(JSON.stringify(await ask(line)))
    const viewer = personWithin('CLEAR')
    const wish = { command: 'requests answer', option: 'briefing', typed: 'hid' }
    return [...said, JSON.stringify(await engine.suggest(wish, { viewer }))]
  })
  const [among, without] = await Promise.all(both)
  expect(among).toEqual(without)
  expect(among?.join()).not.toMatch(/settled|is answered|AMBER/)
})

it('tells those who write the same, with and without 1,000 hidden briefings', async () => {
  const both = [amongHidden(1_000), shippedFolder].map(async (folder) => {
    const { say, run, suggested } = await asked({ editors: ['discord:1'] }, folder)
    const said = []
    for (const line of [
      '/briefing history aaa-hidden-1',
      '/briefing history six-checks-defence-core',
      '/briefing reach aaa-hidden-1',
      '/briefing reach six-checks-defence-core names:yes reason:"The desk asks for it"',
      '/briefing correct aaa-hidden-1 was:x is:y',
      '/briefing update Hidden is:y',
      '/briefing retract aaa-hidden-1 reason:x',
      '/briefing post aaa-hidden-1 #policy',
      '/briefing draft The Gazette reports a note on the hidden walrus.',
    ])
      said.push(withoutIds(JSON.stringify(await say(line))))
    const sent = { command: 'briefing file', options: { markdown: fileOf('aaa-hidden-1') } }
    said.push(withoutIds(JSON.stringify(await run(sent))))
    const wish = { command: 'briefing correct', option: 'briefing' }
    return [...said, await suggested('hid', wish), await suggested('aaa', wish)]
  })
  const [among, without] = await Promise.all(both)
  expect(among).toEqual(without)
})

/** What a draft is called is drawn. */
const withoutIds = (said: string): string =>
  said.replaceAll(/"(?:draft|what)":"\w+\.\d+"|(?<=Draft )\w{4,}/g, 'drawn')

it('shows the hidden ones to who may see them', async () => {
  const among = await running({ folder: amongHidden(8) })
  expect(JSON.stringify(await among.ask('/latest', 'GREEN'))).toContain('hidden')
  expect(JSON.stringify(await among.ask('/brief six-checks-defence-core', 'AMBER'))).toContain(
    'AMBER',
  )
})

it('puts the highest label of what it shows on every reply', async () => {
  const { ask } = await running({ folder: shippedFolder })
  expect((await ask('/brief how-we-use-eu-europe-nato', 'AMBER')).tlp).toBe('GREEN')
  expect((await ask('/brief six-checks-defence-core', 'AMBER')).tlp).toBe('AMBER')
  expect((await ask('/topics', 'AMBER')).tlp).toBe('AMBER')
  expect((await ask('/topics', 'GREEN')).tlp).toBe('GREEN')
  expect((await ask('/topics')).tlp).toBe('CLEAR')
  expect((await ask('/help')).tlp).toBeUndefined()
})

it('has a line here for every command', () => {
  for (const { name } of commands.filter(({ name }) => name !== 'ask'))
    expect(
      lines.some((line) => line.startsWith(`/${name}`)),
      name,
    ).toBe(true)
})
