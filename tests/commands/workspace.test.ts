import { describe, expect, it } from 'vitest'
import { asReply, personWithin, place } from '../support/engine.ts'
import { textOf } from '../support/text.ts'
import { asked, person } from './asking.ts'

const [desk, tank, secret] = [
  { id: '100', name: 'Policy desk' },
  { id: '200', name: 'Think tank' },
  { id: '300', name: 'Secret service' },
]
const atHome = () =>
  asked({ isDirect: true, workspaces: [desk, tank, secret], joined: [desk.id, tank.id] })

describe('/workspace use', () => {
  it.each(['Policy desk', 'policy DESK', '100'])(
    'takes %s for the workspace meant',
    async (typed) => {
      const { say, store } = await atHome()
      expect(textOf(await say(`/workspace use ${typed}`))).toBe(
        [
          'In direct messages you now also see what Policy desk lets its members see there.',
          'For as long as you are a member: who leaves loses it within a minute.',
          '[Stop using it] /workspace leave {}',
        ].join('\n'),
      )
      expect(await store.people.used(person)).toBe(desk.id)
    },
  )

  it('says which one it takes the place of', async () => {
    const { say, store } = await atHome()
    await say('/workspace use Policy desk')
    expect(textOf(await say('/workspace use Think tank'))).toContain(
      'what Think tank lets its members see there, instead of Policy desk.',
    )
    expect(textOf(await say('/workspace use Think tank'))).not.toContain('instead')
    expect(await store.people.used(person)).toBe(tank.id)
  })

  it.each([secret.id, secret.name, 'secret', 'No such place'])(
    'knows no workspace that the asker is not in: %s',
    async (typed) => {
      const { say, store } = await atHome()
      expect(textOf(await say(`/workspace use ${typed}`))).toBe(
        `You and I share no workspace called "${typed}". Choose one from the list that opens as you type.`,
      )
      expect(await store.people.used(person)).toBeUndefined()
    },
  )

  it('names near ones of the asker alone', async () => {
    const { say } = await atHome()
    expect(textOf(await say('/workspace use k'))).toBe(
      'You and I share no workspace called "k". Did you mean "Policy desk" or "Think tank"?',
    )
  })

  it('suggests those of the asker alone', async () => {
    const { suggested } = await atHome()
    expect(await suggested('')).toEqual(['Policy desk', 'Think tank'])
    expect(await suggested('think')).toEqual(['Think tank'])
    expect(await suggested('secret')).toEqual([])
    expect(await suggested(secret.id)).toEqual([])
  })
})

describe('/workspace leave', () => {
  it('says what is left to see, and goes back by its button', async () => {
    const { say, press, store } = await atHome()
    const left = await press(await say('/workspace use Policy desk'), 'Stop using it')
    expect(textOf(left)).toBe(
      'In direct messages you now see only what everyone may see: TLP:CLEAR.\n[Back to Policy desk] /workspace use {"workspace":"100"}',
    )
    expect(await store.people.used(person)).toBeUndefined()
    await press(left, 'Back to Policy desk')
    expect(await store.people.used(person)).toBe(desk.id)
  })

  it('says how to see more where none was chosen', async () => {
    const { say } = await atHome()
    expect(textOf(await say('/workspace leave'))).toBe(
      'In direct messages you now see only what everyone may see: TLP:CLEAR.\nTo see more: /workspace use',
    )
  })
})

describe('a workspace that the asker has left since', () => {
  const gone = async () => {
    const on = await atHome()
    const chosen = await on.say('/workspace use Policy desk')
    on.world.joined = [tank.id]
    return { ...on, chosen }
  }

  it.each(['/workspace leave', '/workspace use Think tank', '/workspace use Policy desk'])(
    'is not named any more: %s',
    async (line) => {
      const { say } = await gone()
      const said = textOf(await say(line)).replace('called "Policy desk"', '')
      expect(said).not.toMatch(/Policy desk|100/)
    },
  )

  it('is not chosen by a button from before', async () => {
    const { say, press, world, store } = await gone()
    world.joined = [desk.id]
    const left = await say('/workspace leave')
    world.joined = [tank.id]
    expect(textOf(await press(left, 'Back to Policy desk'))).toBe(
      'You and I share no workspace called "100". Choose one from the list that opens as you type.',
    )
    expect(await store.people.used(person)).toBeUndefined()
  })
})

it('has none where there is no chat platform', async () => {
  const { engine } = await atHome()
  const asking = { viewer: personWithin('CLEAR'), place, manages: true }
  expect(textOf(asReply(await engine.runText('/workspace leave', asking)))).toBe(
    'There are no workspaces here: this is no chat platform.',
  )
})
