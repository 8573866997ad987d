import { describe, expect, it } from 'vitest'
import { plain } from '#core/reply'
import { shippedFolder } from '../support/engine.ts'
import { keptQuestion, newRequest } from '../support/questions.ts'
import { textOf } from '../support/text.ts'
import { type AsAsked, asked, type World } from './asking.ts'

const page = { offset: 0, limit: 50, today: '2026-11-24', person: 'discord:2' }
const words = 'Which four countries will lead?'
const sent = { workspaces: [{ id: 'team', name: 'Policy desk' }] } as Partial<World>

const asReader = (fields: Partial<World> = {}) =>
  asked({ ...sent, manages: false, ...fields }, shippedFolder)

/** Ben in the same channel, who edits. */
const asEditor = async (on: AsAsked, run: () => Promise<unknown>): Promise<string> => {
  const { person } = on.world
  Object.assign(on.world, { person: 'discord:2', manages: true })
  const said = await run()
  Object.assign(on.world, { person, manages: false })
  return textOf(said as Parameters<typeof textOf>[0])
}

const openIn = async ({ store }: AsAsked) => (await store.requests.open(['', 'team'], page)).items
const idIn = async (on: AsAsked): Promise<string> => (await openIn(on))[0]?.id ?? 'none'
const toldIn = async ({ store }: AsAsked) => (await store.outbox.list({}, page)).items

describe('/requests send', () => {
  it('first says what is passed on, and sends nothing', async () => {
    const on = await asReader()
    const reply = await on.say(`/requests send ${words}`)
    expect(textOf(reply)).toBe(
      [
        words,
        'The editors of Policy desk see your question and when you asked; your name only if you say so. You are told when it is answered.',
        `[Send without my name] /requests send {"question":"${words}","name":"without"}`,
        `[Send with my name] /requests send {"question":"${words}","name":"with"}`,
        `[Do not send] /requests send {"question":"${words}","name":"cancel"}`,
      ].join('\n'),
    )
    expect(textOf(await on.press(reply, 'Do not send'))).toBe('Nothing was sent.')
    expect(await openIn(on)).toEqual([])
  })

  it.each([
    ['Send without my name', undefined, 'Sent to the editors of Policy desk, without your name.'],
    ['Send with my name', 'Ada', 'Sent to the editors of Policy desk, with your name, Ada.'],
  ])('%s', async (label, name, first) => {
    const on = await asReader()
    const reply = await on.press(await on.say(`/requests send ${words}`), label)
    expect(textOf(reply)).toBe(`${first}\nYou are told by direct message when it is answered.`)
    const [request] = await openIn(on)
    expect(request).toMatchObject({ text: words, workspace: 'team', state: 'open' })
    expect(request?.name).toBe(name)
    expect(request?.id).toMatch(/^[a-z2-9]{4,5}$/)
  })

  it('takes the same question once, and says so', async () => {
    const on = await asReader()
    await on.say(`/requests send ${words} name:without`)
    expect(
      textOf(await on.say('/requests send which four countries WILL lead name:with')),
    ).toContain(
      'The editors of Policy desk have this question from you already, with your name, Ada.',
    )
    expect(await openIn(on)).toMatchObject([{ text: words, name: 'Ada' }])
  })

  it('knows its topics by their names', async () => {
    const on = await asReader()
    await on.say('/requests send How does the US see NATO? name:without')
    const named = [...((await openIn(on))[0]?.topics ?? [])].sort()
    expect(named).toContain('nato')
    expect(named).toHaveLength(2)
  })

  it('passes on a question that was asked by its id, as it was understood; not another person’s', async () => {
    const on = await asReader()
    await on.store.questions.keep(keptQuestion())
    await on.store.questions.keep(keptQuestion({ id: 'q-bbbbbbbbbb', person: 'discord:2' }))
    await on.say('/requests send q-aaaaaaaaaa name:without')
    expect(await openIn(on)).toMatchObject([{ text: keptQuestion().understood, topics: ['nato'] }])
    for (const id of ['q-bbbbbbbbbb', 'q-cccccccccc'])
      expect(textOf(await on.say(`/requests send ${id} name:without`))).toBe(
        'That question is no longer kept, or somebody else asked it. Write it out: /requests send <question>',
      )
    expect(await openIn(on)).toHaveLength(1)
  })

  it('takes at most ten from one person, kindly', async () => {
    const on = await asReader()
    for (let nth = 0; nth < 10; nth += 1)
      await on.say(`/requests send Question ${nth}? name:without`)
    expect(textOf(await on.say('/requests send Another? name:without'))).toBe(
      'The editors have 10 questions from you already, and take no more from one person at a time. Send this one when one of those is answered.',
    )
    expect(await openIn(on)).toHaveLength(10)
  })

  it.each([
    ['x'.repeat(501), /at most 500 characters of a question, and this has 501/],
    ['🤷 🤷', /no words in that/],
  ])('refuses %.9s kindly', async (text, said) => {
    const on = await asReader()
    expect(textOf(await on.say(`/requests send ${text}`))).toMatch(said)
    expect(await openIn(on)).toEqual([])
  })

  it('takes 500 characters', async () => {
    const on = await asReader()
    await on.say(`/requests send ${'🦭'.repeat(400)} ${'walrus '.repeat(14)}? name:without`)
    expect(await openIn(on)).toHaveLength(1)
  })

  it('sends nothing that no editor would see', async () => {
    const on = await asReader({ isDirect: true })
    expect(textOf(await on.say(`/requests send ${words} name:without`))).toBe(
      'Your direct messages belong to no workspace yet, and so no editors would see it. Say whose you ask: /workspace use, or send it in one of their channels.',
    )
    const listed = await asReader({ isDirect: true, editors: ['discord:9'] })
    expect(textOf(await listed.say(`/requests send ${words} name:without`))).toContain(
      'Sent to the editors, without your name.',
    )
    expect(await openIn(listed)).toMatchObject([{ workspace: '' }])
  })

  it('belongs, in direct messages, to the workspace whose limit counts there', async () => {
    const on = await asReader({ isDirect: true, joined: ['team'] })
    await on.store.people.use('discord:1', 'team')
    expect(textOf(await on.say(`/requests send ${words} name:without`))).toContain('Policy desk')
    expect(await openIn(on)).toMatchObject([{ workspace: 'team' }])
    on.world.joined = []
    expect(textOf(await on.say(`/requests send Another? name:without`))).toContain('no workspace')
  })
})

describe('/requests open', () => {
  it('lists the oldest first, with words, topics, age and who asked', async () => {
    const on = await asReader()
    const days = [
      '2026-11-24T01:00:00Z',
      '2026-11-23T08:00:00Z',
      '2026-11-20T08:00:00Z',
      '2026-10-01T08:00:00Z',
    ]
    for (const [nth, at] of days.entries())
      await on.store.requests.add(
        newRequest({
          id: `r${nth}`,
          text: `Question ${nth}?`,
          at,
          topics: nth === 1 ? ['nato', 'gone'] : [],
          ...(nth === 2 && { name: 'Ada' }),
        }),
      )
    expect(await asEditor(on, () => on.say('/requests open'))).toBe(
      [
        '4 open questions',
        'r3 · asked without a name on 1 October 2026',
        'Question 3?',
        'r2 · asked by Ada 4 days ago',
        'Question 2?',
        'r1 · NATO · gone · asked without a name yesterday',
        'Question 1?',
        'r0 · asked without a name today',
        'Question 0?',
        '[Take r3] /requests take {"request":"r3"}',
        '[Take r2] /requests take {"request":"r2"}',
        '[Take r1] /requests take {"request":"r1"}',
        '[Take r0] /requests take {"request":"r0"}',
        'Answer one: /requests answer <request> <briefing> · or close it: /requests close <request>',
      ].join('\n'),
    )
  })

  it('has pages, and a sentence where there is nothing', async () => {
    const on = await asReader()
    expect(await asEditor(on, () => on.say('/requests open'))).toBe(
      'No question is waiting for the editors.\nWhat the briefings did not answer: /requests gaps',
    )
    for (let nth = 0; nth < 7; nth += 1)
      await on.store.requests.add(newRequest({ id: `r${nth}`, text: `Question ${nth}?` }))
    const first = await asEditor(on, () => on.say('/requests open'))
    expect(first).toContain('7 open questions (1 of 2)')
    expect(first).toContain('[More] /requests open {"page":"2"}')
    const second = await asEditor(on, () => on.say('/requests open page:2'))
    expect(second).toContain('Question 6?')
    expect(second).toContain('[Back] /requests open {"page":"1"}')
    expect(second).not.toContain('[More]')
    expect(await asEditor(on, () => on.say('/requests open page:9'))).toBe(
      'There is no page 9: 2 pages in all.',
    )
  })

  it('leaves hostile words and names text', async () => {
    const on = await asReader()
    const hostile = '<!channel> @everyone **bold** [x](https://x.example) `code`'
    await on.store.requests.add(newRequest({ text: hostile, name: '@here' }))
    Object.assign(on.world, { manages: true })
    const { blocks } = await on.say('/requests open')
    expect(blocks).toContainEqual({ kind: 'quote', text: [hostile] })
    expect(JSON.stringify(blocks)).not.toMatch(/"kind":"(?:link|mention)"/)
  })

  it('never shows an editor what was asked in another workspace, or where there is none', async () => {
    const on = await asReader()
    await on.store.requests.add(
      newRequest({ id: 'oths', workspace: 'other', text: 'Hidden walrus?' }),
    )
    await on.store.requests.add(newRequest({ id: 'nons', workspace: '', text: 'Nowhere walrus?' }))
    for (const nth of [1, 2])
      await on.store.questions.keep(
        keptQuestion({ id: `q${nth}`, person: `discord:${nth}`, workspace: 'other' }),
      )
    const said = async (line: string) => asEditor(on, () => on.say(line))
    expect(await said('/requests open')).toContain('No question is waiting')
    expect(await said('/requests gaps')).toContain('No topic has a gap.')
    for (const [id, line] of [
      ['oths', '/requests answer oths nato-exercise-bergen'],
      ['oths', '/requests close oths'],
      ['nons', '/requests close nons'],
    ])
      expect(await said(`${line}`)).toBe(`No request "${id}". What is open: /requests open`)
    expect(await on.store.requests.find('oths')).toMatchObject({ state: 'open' })
    expect(await openIn(on)).toMatchObject([{ id: 'nons' }])
  })

  it('shows who edits everywhere also what belongs to no workspace', async () => {
    const on = await asked({ ...sent, manages: false, editors: ['discord:1'] })
    await on.store.requests.add(newRequest({ id: 'nons', workspace: '', text: 'Nowhere walrus?' }))
    await on.store.requests.add(
      newRequest({ id: 'oths', workspace: 'other', text: 'Hidden seal?' }),
    )
    const said = textOf(await on.say('/requests open'))
    expect(said).toContain('Nowhere walrus?')
    expect(said).not.toContain('seal')
  })
})

describe('/requests take, drop and due', () => {
  const two = async () => {
    const on = await asReader()
    const asker = { platform: 'test', channel: 'policy', person: 'discord:1' }
    for (const id of ['aaaa', 'bbbb'])
      await on.store.requests.add(
        newRequest({ id, text: `${id}?`, at: '2026-11-24T01:00:00Z', asker }),
      )
    const as = (person: string, name: string) => async (line: string) => {
      Object.assign(on.world, { person, name, manages: true })
      return on.say(line)
    }
    const [ben, eve] = [as('discord:2', 'Ben'), as('discord:3', 'Eve')]
    const by = async (who: typeof ben, line: string) => textOf(await who(line))
    return { on, ben, eve, by }
  }

  it('takes one in hand, says who has it, and tells the second so', async () => {
    const { on, ben, eve, by } = await two()
    const list = await ben('/requests open')
    expect(textOf(await on.press(list, 'Take aaaa'))).toBe(
      [
        'aaaa is yours.',
        'aaaa?',
        '[Give it back] /requests drop {"request":"aaaa"}',
        'Answer it: /requests answer aaaa <briefing>',
      ].join('\n'),
    )
    expect(await by(ben, '/requests take aaaa')).toContain('aaaa is yours.')
    expect(await by(ben, '/privacy')).toContain('that you have 1 question for the editors in hand')
    expect(await by(ben, '/requests open')).toContain('asked without a name today · taken by you')
    expect(await by(eve, '/requests open')).toMatch(
      /bbbb.*aaaa.*taken by Ben\naaaa\?\n\[Take bbbb\] .*\nAnswer/s,
    )
    expect(textOf(await on.press(list, 'Take aaaa'))).toBe(
      'Ben has taken aaaa already. Ask them, or settle it yourself: /requests answer aaaa <briefing>',
    )
    expect(await by(eve, '/requests drop aaaa')).toBe('Ben has aaaa, so you cannot give it back.')
  })

  it('gives it back, for another to take', async () => {
    const { on, ben, eve, by } = await two()
    const taken = await ben('/requests take aaaa')
    expect(textOf(await on.press(taken, 'Give it back'))).toBe(
      'aaaa is free again for any editor to take.',
    )
    expect(textOf(await on.press(taken, 'Give it back'))).toBe(
      'Nobody has aaaa. Take it: /requests take aaaa',
    )
    expect(await by(eve, '/requests take aaaa')).toContain('aaaa is yours.')
  })

  it('lets any editor settle what one has taken, and says so to a press that comes too late', async () => {
    const { on, ben, eve, by } = await two()
    const list = await ben('/requests open')
    const taken = await ben('/requests take aaaa')
    expect(await by(eve, '/requests close aaaa')).toContain('aaaa is closed.')
    for (const late of [on.press(list, 'Take aaaa'), on.press(taken, 'Give it back')])
      expect(textOf(await late)).toMatch(/settled already.*\/requests open/)
    expect(await by(ben, '/requests due aaaa friday')).toMatch(/settled already/)
  })

  it('reads a day as people write it, and shows what is overdue first', async () => {
    const { on, ben, by } = await two()
    expect(await by(ben, '/requests due bbbb friday')).toContain('bbbb is due on 27 November 2026.')
    expect(await by(ben, '/requests open')).toContain('due on 27 November 2026')
    expect(await by(ben, '/requests due bbbb today')).toContain('bbbb is due on 24 November 2026.')
    expect(await by(ben, '/requests open')).toMatch(/bbbb .* due today.*aaaa /s)
    await on.store.requests.setDue('bbbb', '2026-11-20')
    expect(await by(ben, '/requests open')).toMatch(
      /bbbb .* overdue since 20 November 2026.*aaaa /s,
    )
    expect(await by(ben, '/requests due bbbb none')).toContain('bbbb is due on no day.')
    expect(await by(ben, '/requests due bbbb 2026-11-01')).toMatch(/has passed/)
    expect(await by(ben, '/requests due bbbb someday')).toMatch(/cannot read "someday" as a date/)
  })

  it('tells whoever asks the same again that an editor is on it, by no name', async () => {
    const { on, ben } = await two()
    await ben('/requests take aaaa')
    Object.assign(on.world, { person: 'discord:1', name: 'Ada', manages: false })
    const again = textOf(await on.say('/requests send aaaa? name:without'))
    expect(again).toContain('have this question from you already')
    expect(again).toContain('An editor is on it.')
    expect(again).not.toContain('Ben')
  })

  it('is for editors, and for those of the workspace', async () => {
    const { on, ben, by } = await two()
    await on.store.requests.add(newRequest({ id: 'oths', workspace: 'other', text: 'Hidden?' }))
    for (const line of ['take oths', 'drop oths', 'due oths friday'])
      expect(await by(ben, `/requests ${line}`)).toContain('No request "oths"')
    Object.assign(on.world, { manages: false })
    for (const line of ['take aaaa', 'drop aaaa', 'due aaaa friday'])
      expect(textOf(await on.say(`/requests ${line}`))).toContain('is for editors')
    expect(textOf(await on.say('/watch requests on'))).toContain('is for editors')
  })
})

describe('/watch requests', () => {
  const watching = async (fields: Partial<World> = {}) => {
    const on = await asReader({ joined: ['team'], ...fields })
    on.world.workspaces = [{ id: 'team', name: 'Policy desk' }]
    expect(await asEditor(on, () => on.say('/watch requests'))).toContain('You are not told')
    expect(await asEditor(on, () => on.say('/watch requests on'))).toContain('once an hour at most')
    return on
  }

  it('tells an editor by no word of the question, and of many at once', async () => {
    const on = await watching()
    for (const nth of [1, 2, 3]) await on.say(`/requests send Walrus ${nth}? name:with`)
    const told = await toldIn(on)
    expect(told.map(({ target, cause }) => [target, cause])).toEqual([
      ['discord:2', 'notice'],
      ['discord:2', 'notice'],
    ])
    const [first, second] = told.map(({ due }) => due).sort((a, b) => a - b)
    expect(second! - first!).toBe(3_600_000)
    const said = textOf(told[0]!.document!)
    expect(said).toContain('passed a question on to the editors of Policy desk.')
    expect(said).toContain('in a channel that you manage: /requests open')
    expect(said).not.toMatch(/Walrus|Ada/)
  })

  it('tells nobody of their own, of what was asked before, or who has left or wishes no more', async () => {
    const on = await watching()
    await asEditor(on, () => on.say('/requests send Mine? name:with'))
    await on.say('/requests send One? name:with')
    await on.say('/requests send one name:with')
    expect(await toldIn(on)).toHaveLength(1)
    on.world.joined = []
    const gone = await watching({ joined: [] })
    await gone.say('/requests send Two? name:with')
    expect(await toldIn(gone)).toEqual([])
    const off = await watching()
    expect(await asEditor(off, () => off.say('/watch requests off'))).toContain('You are not told')
    await off.say('/requests send Three? name:with')
    expect(await toldIn(off)).toEqual([])
  })

  it('tells those who edit everywhere of what belongs to no workspace, and nobody else', async () => {
    const on = await watching({ isDirect: true, joined: [], editors: ['discord:2'] })
    await on.say('/requests send Nowhere? name:without')
    const told = await toldIn(on)
    expect(told).toMatchObject([{ target: 'discord:2' }])
    expect(textOf(told[0]!.document!)).toContain('[See what is open] /requests open {}')
    const other = await watching({ editors: ['discord:9'] })
    Object.assign(other.world, { isDirect: true })
    await other.say('/requests send Nowhere? name:without')
    expect(await toldIn(other)).toEqual([])
  })
})

describe('/requests gaps', () => {
  it('counts by topic, from two askers up, without a word or a name', async () => {
    const on = await asReader()
    const made = [
      ['discord:1', ['nato']],
      ['discord:2', ['nato']],
      ['discord:2', ['nato', 'eu']],
      ['discord:1', []],
      ['discord:2', []],
    ] as const
    for (const [nth, [person, topics]] of made.entries())
      await on.store.questions.keep(keptQuestion({ id: `q${nth}`, person, topics }))
    const said = await asEditor(on, () => on.say('/requests gaps'))
    expect(said).toBe(
      [
        'Not answered, or not well, by topic',
        'NATO · 3 questions from 2 people',
        'No topic · 2 questions from 2 people',
        'A topic is counted once two people have asked about it and were not helped.',
      ].join('\n'),
    )
  })

  it('has a sentence where there are none', async () => {
    const on = await asReader()
    expect(await asEditor(on, () => on.say('/requests gaps'))).toContain('No topic has a gap.')
  })
})

describe('/requests answer', () => {
  const pending = async (fields: Partial<World> = {}) => {
    const on = await asReader(fields)
    await on.say(`/requests send ${words} name:without`)
    return { on, id: await idIn(on) }
  }

  it('settles it with the briefing as it stands, and tells whoever asked, once', async () => {
    const { on, id } = await pending()
    const line = `/requests answer ${id} defence-core-four-countries`
    const said = await asEditor(on, () => on.say(line))
    expect(said).toContain(`${id} is answered.`)
    expect(said).toContain('Whoever asked is told by direct message.')
    const { answer, state } = (await on.store.requests.find(id)) ?? {}
    expect(state).toBe('answered')
    expect(answer).toMatchObject({ workspace: '', briefing: 'defence-core-four-countries' })
    const [told, ...others] = await toldIn(on)
    expect(others).toEqual([])
    expect(told).toMatchObject({
      cause: 'answer',
      causeId: id,
      target: 'discord:1',
      part: 0,
      act: 'post',
    })
    expect(told?.document).toMatchObject({ tlp: 'CLEAR', shows: [answer] })
    expect(plain(told?.document?.headline ?? [])).toBe('A briefing answers your question')
    const shown = textOf(told!.document!)
    expect(shown).toContain(words)
    expect(shown).toContain('[Read it] /brief {"subject":"defence-core-four-countries"}')
    expect(await asEditor(on, () => on.say(line))).toMatch(/settled already.*\/requests open/)
    expect(await asEditor(on, () => on.say(`/requests close ${id}`))).toMatch(/settled already/)
    expect(await toldIn(on)).toHaveLength(1)
  })

  it('refuses a briefing that the asker may not see in direct messages, without saying who', async () => {
    const { on, id } = await pending()
    await on.store.rooms.setLimit({
      workspace: 'team',
      channel: 'policy',
      tlp: 'AMBER',
      setBy: 'x',
      setAt: '2026-11-01T08:00:00Z',
    })
    const line = `/requests answer ${id} six-checks-defence-core`
    expect(await asEditor(on, () => on.say(line))).toBe(
      'Whoever asked may not see a TLP:AMBER briefing there. They would be told by direct message. The request stays open: answer it with another briefing, or close it with a reason.',
    )
    expect(await toldIn(on)).toEqual([])
    expect(await openIn(on)).toHaveLength(1)
  })

  it('lets it through once they may', async () => {
    const { on, id } = await pending({ joined: ['team'] })
    for (const channel of ['policy', ''])
      await on.store.rooms.setLimit({
        workspace: 'team',
        channel,
        tlp: 'AMBER',
        setBy: 'x',
        setAt: '2026-11-01T08:00:00Z',
      })
    await on.store.people.use('discord:1', 'team')
    const line = `/requests answer ${id} six-checks-defence-core`
    expect(await asEditor(on, () => on.say(line))).toContain('TLP:AMBER')
    expect((await toldIn(on))[0]?.document?.tlp).toBe('AMBER')
  })

  it('does not show the editor more than they may see themselves', async () => {
    const { on, id } = await pending()
    const said = await asEditor(on, () => on.say(`/requests answer ${id} six-checks-defence-core`))
    expect(said).toMatch(/^No briefing "six-checks-defence-core"\./)
    expect(said).not.toContain('AMBER')
  })

  it('says so where nobody can be told', async () => {
    const on = await asReader()
    await on.store.requests.add(
      newRequest({ id: 'term', asker: { platform: 'terminal', channel: '', person: 'terminal' } }),
    )
    expect(
      await asEditor(on, () => on.say('/requests answer term nato-exercise-bergen')),
    ).toContain('It was asked at a terminal, where nobody can be told.')
    await on.say(`/requests send ${words} name:without`)
    const id = await idIn(on)
    await on.store.people.forget('discord:1')
    expect(await asEditor(on, () => on.say(`/requests close ${id}`))).toContain(
      'Whoever asked has erased what was kept about them, so nobody can be told.',
    )
    await on.store.requests.add(newRequest({ id: 'else', text: 'Else?' }))
    expect(await asEditor(on, () => on.say('/requests close else'))).toContain(
      'another platform (discord)',
    )
    expect(await toldIn(on)).toEqual([])
  })

  it('names what is not there', async () => {
    const { on, id } = await pending()
    expect(await asEditor(on, () => on.say('/requests answer zzzz nato-exercise-bergen'))).toBe(
      'No request "zzzz". What is open: /requests open',
    )
    expect(await asEditor(on, () => on.say(`/requests answer ${id} nato-exercise-bregen`))).toMatch(
      /^No briefing "nato-exercise-bregen"/,
    )
  })
})

describe('/requests close', () => {
  it('tells whoever asked once, with the reason', async () => {
    const on = await asReader()
    await on.say(`/requests send ${words} name:without`)
    const id = await idIn(on)
    const why = 'We do not cover this: <!channel> ask your *embassy*.'
    expect(await asEditor(on, () => on.say(`/requests close ${id} ${why}`))).toBe(
      `${id} is closed.\n${words}\nWhoever asked is told by direct message.`,
    )
    const [told] = await toldIn(on)
    expect(textOf(told!.document!)).toBe(
      [
        'The editors closed your question',
        'You asked the editors:',
        words,
        `They closed it, and say: “${why}”`,
        'You can ask anew at any time.',
      ].join('\n'),
    )
    expect(JSON.stringify(told?.document)).not.toMatch(/discord:2|Ben/)
  })
})

describe('who may', () => {
  const lines = [
    '/requests open',
    '/requests gaps',
    '/requests answer aaaa nato',
    '/requests close aaaa',
  ]

  it.each(lines)('%s: editors and managers', async (line) => {
    const on = await asReader()
    const family = line.split(' ').slice(0, 2).join(' ')
    const why = `${family} is for editors. A manager can make you one: /role set`
    expect(textOf(await on.say(line))).toBe(`${why}.`)
    on.world.isDirect = true
    expect(textOf(await on.say(line))).toBe(
      `${why}; managers are editors too, in the channels that they manage.`,
    )
    on.world.editors.push('discord:1')
    expect(textOf(await on.say(line))).not.toContain('SITREP_EDITORS')
  })

  it('suggests what is open, by its words, to editors only', async () => {
    const on = await asReader()
    for (const [id, text] of [
      ['abcd', 'Where is the walrus?'],
      ['efgh', 'Who leads NATO?'],
    ] as const)
      await on.store.requests.add(newRequest({ id, text }))
    const wish = { command: 'requests answer', option: 'request' }
    expect(await on.suggested('', wish)).toEqual([])
    on.world.manages = true
    expect(await on.suggested('', wish)).toEqual([
      'abcd · Where is the walrus?',
      'efgh · Who leads NATO?',
    ])
    expect(await on.suggested('wal', wish)).toEqual(['abcd · Where is the walrus?'])
    expect(await on.suggested('efg', wish)).toEqual(['efgh · Who leads NATO?'])
    expect(await on.suggested('seal', wish)).toEqual([])
  })
})
