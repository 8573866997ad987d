import { describe, expect, it } from 'vitest'
import type { Store } from '#core/store'
import { publication } from '../support/briefings.ts'
import { textOf } from '../support/text.ts'
import { asked, closed, now } from './asking.ts'

const openFor = 'anyone can find and join this server'
const open = { ...closed, name: '#lobby', roomName: '#lobby', open: openFor }
const members = 'In direct messages, members of this workspace'
const whileClosed = 'While anyone can join the workspace, they see no more than TLP:CLEAR.'

const limitOf = async (store: Store, channel = 'policy') =>
  (await store.rooms.limit('team', channel))?.tlp

describe('/tlp show', () => {
  it('says that nothing has been set, and how to', async () => {
    const { say } = await asked()
    expect(textOf(await say('/tlp show'))).toBe(
      [
        '#policy may see up to TLP:CLEAR.',
        'No limit has been set here.',
        `${members} may see up to TLP:CLEAR.`,
        'Change it: /tlp set',
      ].join('\n'),
    )
  })

  it('says what was set, and since when', async () => {
    const { say } = await asked()
    await say('/tlp set AMBER')
    await say('/tlp set GREEN for:members')
    expect(textOf(await say('/tlp show'))).toBe(
      [
        '#policy may see up to TLP:AMBER.',
        'TLP:AMBER was set on 24 November 2026.',
        `${members} may see up to TLP:GREEN.`,
        whileClosed,
        'Change it: /tlp set',
      ].join('\n'),
    )
  })

  it('says why a limit does not hold in a channel that has opened, and what helps', async () => {
    const { say, world } = await asked()
    await say('/tlp set AMBER')
    world.facts = open
    expect(textOf(await say('/tlp show'))).toBe(
      [
        `#lobby may see up to TLP:CLEAR, because ${openFor}.`,
        'TLP:AMBER was set on 24 November 2026; it does not hold now.',
        `${members} may see up to TLP:CLEAR.`,
        'Make the channel private first, or use another. To allow TLP:AMBER all the same, name the channel: /tlp set AMBER channel:#lobby',
      ].join('\n'),
    )
  })

  it.each([
    ['cannot be read', undefined],
    ['belongs to another workspace', { ...closed, workspace: 'other' }],
  ])('counts a channel as open that %s', async (_, facts) => {
    const { say, world } = await asked()
    await say('/tlp set AMBER')
    world.facts = facts
    const said = textOf(await say('/tlp show'))
    expect(said).toContain(
      'This channel may see up to TLP:CLEAR, because I cannot read who is in it.',
    )
    expect(said).toContain('does not hold now.')
    expect(said).toContain('Let me into the channel, then try again.')
  })
})

describe('/tlp set', () => {
  it('says what holds now and what held before, and writes down who set it when', async () => {
    const { say, store } = await asked()
    expect(textOf(await say('/tlp set AMBER'))).toBe(
      '#policy may now see up to TLP:AMBER; it was TLP:CLEAR.\n[Back to TLP:CLEAR] /tlp set {"label":"CLEAR","for":"channel"}',
    )
    expect(await store.rooms.limits()).toEqual([
      { workspace: 'team', channel: 'policy', tlp: 'AMBER', setBy: 'discord:1', setAt: now },
    ])
  })

  it('goes back by its button, and forth again', async () => {
    const { say, press, store } = await asked()
    await say('/tlp set GREEN')
    const raised = await say('/tlp set AMBER+STRICT')
    const back = await press(raised, 'Back to TLP:GREEN')
    expect(textOf(back)).toContain('#policy may now see up to TLP:GREEN; it was TLP:AMBER+STRICT.')
    expect(await limitOf(store)).toBe('GREEN')
    await press(back, 'Back to TLP:AMBER+STRICT')
    expect(await limitOf(store)).toBe('AMBER+STRICT')
  })

  it('says that nothing has changed, with nothing to go back to', async () => {
    const { say } = await asked()
    await say('/tlp set amber')
    expect(textOf(await say('/tlp set label:TLP:AMBER'))).toBe(
      '#policy may see up to TLP:AMBER, as before.',
    )
  })

  it.each(['GREEN', 'AMBER', 'AMBER+STRICT'])('refuses %s where anyone can read', async (label) => {
    const { say, store } = await asked({ facts: open })
    expect(textOf(await say(`/tlp set ${label}`))).toBe(
      `#lobby stays at TLP:CLEAR, because ${openFor}. Make the channel private first, or use another. To allow TLP:${label} all the same, name the channel: /tlp set ${label} channel:#lobby`,
    )
    expect(await store.rooms.limits()).toEqual([])
  })

  it.each(['channel', 'members'])('refuses %s where it cannot read who is there', async (whom) => {
    const { say, store } = await asked({ facts: undefined })
    expect(textOf(await say(`/tlp set GREEN for:${whom}`))).toBe(
      'This channel stays at TLP:CLEAR, because I cannot read who is in it. Let me into the channel, then try again.',
    )
    expect(await store.rooms.limits()).toEqual([])
  })

  it('lowers a channel that has opened, and offers no way back to what did not hold', async () => {
    const { say, world, store } = await asked()
    await say('/tlp set AMBER')
    world.facts = open
    expect(textOf(await say('/tlp set CLEAR'))).toBe('#lobby may see up to TLP:CLEAR, as before.')
    expect(await limitOf(store)).toBe('CLEAR')
  })

  it.each([
    ['RED', 'TLP:RED goes to the people it names. A limit ends at TLP:AMBER+STRICT.'],
    ['PURPLE', '"PURPLE" is not one of CLEAR, GREEN, AMBER or AMBER+STRICT.'],
  ])('refuses %s', async (label, sentence) => {
    const { say, store } = await asked()
    expect(textOf(await say(`/tlp set label:${label}`))).toBe(sentence)
    expect(await store.rooms.limits()).toEqual([])
  })

  it.each(['show', 'set AMBER'])('leaves /tlp %s to managers', async (line) => {
    const { say, store } = await asked({ manages: false })
    expect(textOf(await say(`/tlp ${line}`))).toBe(
      `/tlp ${line.split(' ')[0]} is for managers. Ask one of them to run it.`,
    )
    expect(await store.rooms.limits()).toEqual([])
  })

  it('checks again at the press of a button who manages', async () => {
    const { say, press, world, store } = await asked()
    const set = await say('/tlp set AMBER')
    world.manages = false
    expect(textOf(await press(set, 'Back to TLP:CLEAR'))).toContain('is for managers')
    expect(await limitOf(store)).toBe('AMBER')
  })

  it.each(['show', 'set AMBER'])('says at /tlp %s where a limit belongs', async (line) => {
    const { say } = await asked({ isDirect: true })
    expect(textOf(await say(`/tlp ${line}`))).toBe(
      'A label limit belongs to a channel. Use this in the channel that it is for.',
    )
  })

  it.each([
    [['Embed Links'], 'I need Embed Links in #policy to post there.'],
    [
      ['View Channel', 'Embed Links', 'Send Messages'],
      'I need View Channel, Embed Links and Send Messages in #policy to post there.',
    ],
  ])('names what it lacks: %s', async (missing, sentence) => {
    const { say } = await asked({ facts: { ...closed, missing } })
    expect(textOf(await say('/tlp set AMBER')).split('\n')).toContain(sentence)
    expect(textOf(await say('/tlp show')).split('\n')).toContain(sentence)
  })

  it('gives a thread the limit of its channel', async () => {
    const { say, store } = await asked({ facts: { ...closed, name: '#details', room: 'parent' } })
    expect(textOf(await say('/tlp set AMBER'))).toContain(
      '#policy, with its threads, may now see up to TLP:AMBER',
    )
    expect(await limitOf(store, 'parent')).toBe('AMBER')
    expect(await limitOf(store, 'policy')).toBeUndefined()
  })
})

describe('/tlp set, where outsiders can read', () => {
  const named = '/tlp set GREEN channel:#lobby'

  it.each([
    ['as it is written', '#lobby'],
    ['without its mark', 'lobby'],
    ['in capitals', '#Lobby'],
    ['after a blank', ' #lobby'],
    ['as a platform writes one that was chosen', '<#policy>'],
  ])('allows a label when the channel is named %s, and says until when', async (_, name) => {
    const { say, store } = await asked({ facts: open })
    expect(textOf(await say(`/tlp set GREEN channel:${name}`))).toBe(
      [
        '#lobby may now see up to TLP:GREEN; it was TLP:CLEAR.',
        `Set although ${openFor}. If that changes, it counts as TLP:CLEAR again, and you are told.`,
        '[Back to TLP:CLEAR] /tlp set {"label":"CLEAR","for":"channel"}',
      ].join('\n'),
    )
    expect(await store.rooms.limits()).toMatchObject([{ tlp: 'GREEN', accepts: openFor }])
    expect(textOf(await say('/tlp show'))).toBe(
      [
        '#lobby may see up to TLP:GREEN.',
        `TLP:GREEN was set on 24 November 2026, although ${openFor}.`,
        `${members} may see up to TLP:CLEAR.`,
        'Change it: /tlp set',
      ].join('\n'),
    )
  })

  it('refuses the name of another channel, here and where nobody else reads', async () => {
    const { say, world, store } = await asked({ facts: open })
    const other = '/tlp set GREEN channel:#policies'
    expect(textOf(await say(other))).toBe(
      'This is #lobby, not "#policies". Use this in the channel that it is for.',
    )
    world.facts = closed
    expect(textOf(await say(other))).toContain('This is #policy, not "#policies".')
    expect(await store.rooms.limits()).toEqual([])
  })

  it('counts as CLEAR again when others come to read, until it is set anew', async () => {
    const { say, world } = await asked({ facts: open })
    await say(named)
    world.facts = { ...open, open: 'everyone can find and join this server' }
    expect(textOf(await say('/tlp show'))).toBe(
      [
        '#lobby may see up to TLP:CLEAR, because everyone can find and join this server.',
        `TLP:GREEN was set on 24 November 2026, although ${openFor}; it does not hold now.`,
        `${members} may see up to TLP:CLEAR.`,
        'Make the channel private first, or use another. To allow TLP:GREEN all the same, name the channel: /tlp set GREEN channel:#lobby',
      ].join('\n'),
    )
    await say(named)
    expect(textOf(await say('/tlp show'))).toContain('#lobby may see up to TLP:GREEN.')
  })

  it.each([
    ['nothing of the channel', undefined],
    ['not who is there', { ...open, isUnknown: true as const }],
  ])('allows nothing where it can read %s, named or not', async (_, facts) => {
    const { say, store } = await asked({ facts })
    const said = textOf(await say(named))
    expect(said).toContain('stays at TLP:CLEAR')
    expect(said).toMatch(/Let me into the channel, then try again\.$/)
    expect(await store.rooms.limits()).toEqual([])
  })

  it('does not hold once it cannot be read who is there, whatever that says', async () => {
    const { say, world } = await asked({ facts: open })
    await say(named)
    world.facts = { ...open, isUnknown: true }
    const said = textOf(await say('/tlp show'))
    expect(said).toContain('#lobby may see up to TLP:CLEAR')
    expect(said).not.toContain('all the same')
  })

  it('accepts nothing where nobody else reads: it is CLEAR when that changes', async () => {
    const { say, world, store } = await asked()
    await say('/tlp set GREEN channel:#policy')
    expect((await store.rooms.limits())[0]).not.toHaveProperty('accepts')
    world.facts = { ...closed, open: openFor }
    expect(textOf(await say('/tlp show'))).toContain('#policy may see up to TLP:CLEAR')
  })

  it('goes back down by its button, and up again by the name only', async () => {
    const { say, press, store } = await asked({ facts: open })
    const lowered = await press(await say(named), 'Back to TLP:CLEAR')
    expect(textOf(lowered)).toBe('#lobby may now see up to TLP:CLEAR; it was TLP:GREEN.')
    expect((await store.rooms.limits())[0]).not.toHaveProperty('accepts')
  })

  it('takes no channel for the members', async () => {
    const { say, store } = await asked({ facts: open })
    expect(textOf(await say('/tlp set GREEN for:members channel:#lobby'))).toBe(
      'Members read in direct messages: leave out the channel, or the members.',
    )
    expect(await store.rooms.limits()).toEqual([])
  })

  it('lets a briefing of that label be read there, while the reason is the same', async () => {
    const { say, world, store } = await asked({ facts: open })
    await store.publish('', [publication({ slug: 'near', tlp: 'GREEN' })])
    const read = async () => textOf(await say('/brief near'))
    expect(await read()).toContain('No topic or briefing')
    await say(named)
    expect(await read()).toContain('Example Gazette')
    world.facts = { ...open, open: '2 guests can read it' }
    expect(await read()).toContain('No topic or briefing')
  })
})

describe('/tlp set, where something stands above the new limit', () => {
  const post = async (store: Store, briefing: string, answer: string) => {
    const where = { workspace: 'team', platform: 'test', channel: 'policy', answer, at: now }
    const ref = { workspace: '', briefing, revision: 1 }
    const line = { ...where, owner: '', briefing, revision: 1, command: 'brief' }
    await store.recordShown([line])
    await store.recordSent({
      ...where,
      messages: [answer],
      reply: { kind: 'reply', blocks: [], shows: [ref] },
    })
  }
  const withPosts = async () => {
    const on = await asked()
    const labelled = { open: 'CLEAR', near: 'AMBER', far: 'AMBER', strict: 'AMBER+STRICT' }
    const made = Object.entries(labelled).map(([slug, tlp]) => publication({ slug, tlp }))
    await on.store.publish('', made)
    await on.say('/tlp set AMBER+STRICT')
    for (const slug of Object.keys(labelled)) await post(on.store, slug, `in-${slug}`)
    return on
  }

  it('counts it by label, and shows no title', async () => {
    const { say } = await withPosts()
    const said = textOf(await say('/tlp set GREEN'))
    expect(said.split('\n')[1]).toBe(
      'Posted here before, above TLP:GREEN: 1 × TLP:AMBER+STRICT, 2 × TLP:AMBER. Delete those messages if they must go.',
    )
    expect(said).not.toContain('Gazette')
  })

  it('counts only what is above', async () => {
    const { say } = await withPosts()
    expect(textOf(await say('/tlp set AMBER'))).toContain('above TLP:AMBER: 1 × TLP:AMBER+STRICT.')
    expect(textOf(await say('/tlp set AMBER+STRICT'))).not.toContain('Posted here before')
  })

  it('counts nothing of it for the members', async () => {
    const { say } = await withPosts()
    expect(textOf(await say('/tlp set GREEN for:members'))).not.toContain('Posted here before')
  })
})

describe('/tlp set for members', () => {
  it('sets their limit and not the channel’s, and says where they choose it', async () => {
    const { say, store } = await asked()
    expect(textOf(await say('/tlp set AMBER members'))).toBe(
      [
        `${members} may now see up to TLP:AMBER; it was TLP:CLEAR.`,
        'Where direct messages belong to no workspace, they choose it with /workspace use.',
        whileClosed,
        '[Back to TLP:CLEAR] /tlp set {"label":"CLEAR","for":"members"}',
      ].join('\n'),
    )
    expect(await limitOf(store, '')).toBe('AMBER')
    expect(await limitOf(store)).toBeUndefined()
  })

  it('goes back by its button', async () => {
    const { say, press, store } = await asked()
    await say('/tlp set AMBER')
    await press(await say('/tlp set GREEN for:members'), 'Back to TLP:CLEAR')
    expect([await limitOf(store, ''), await limitOf(store)]).toEqual(['CLEAR', 'AMBER'])
  })

  it('does not hang on the channel it is typed in', async () => {
    const { say, store } = await asked({ facts: { ...open, missing: ['Embed Links'] } })
    const said = textOf(await say('/tlp set GREEN for:members'))
    expect(said).toContain('may now see up to TLP:GREEN')
    expect(said).not.toContain('Embed Links')
    expect(await limitOf(store, '')).toBe('GREEN')
  })
})
