import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Body, ChatPlatform, Door, Incoming, Occasion } from '#core/chat'
import { OperatorError } from '#core/errors'
import { button, buttons, type Inline, paragraph, type Reply } from '#core/reply'
import { saying } from '#core/show'

export type Place = { workspace: string; channel: string; name: string }

/** A message as it stands in a channel for people to read. */
export type Standing = { id: string; text: string; isOwn: boolean; answers?: string }

/** What the bot asks of the other side. */
export type Act = 'post' | 'edit' | 'remove' | 'read' | 'open a DM' | 'ask for a member' | 'type'

/** How the next request goes wrong: before anything was done of it, or after all of it was. */
export type Fault =
  /** `claims` is the answer's number of seconds, where it is another than the true one. */
  | { kind: 'limited'; seconds: number; claims?: number; isForAll?: boolean }
  | { kind: 'error' | 'hang' | 'reset'; when: 'before' | 'after' }
  | { kind: 'truncated' | 'signed out' | 'forbidden' | 'gone' | 'invalid' }

export type ChannelWish = {
  workspace?: string
  isOpen?: boolean
  /** What the bot is not let do there. */
  missing?: 'posting' | 'history'
}

/** The other side of a platform, as a test sets it up, acts in it and looks at it. */
export type Remote = {
  aWorkspace(name: string): string
  /** A channel, in a workspace of its own unless told. */
  aChannel(wish?: ChannelWish): Place
  aThread(on: Place): Place
  /** Somebody, by the name an Asker gives them. */
  aPerson(wish?: { takesNoDms?: boolean; isBot?: boolean }): string
  /** A role or group that messages may call, and what is inserted for it when somebody picks it. */
  aGroup(workspace: string, name: string): { id: string; picked: string }
  join(person: string, workspace: string): void
  /** The channel in which somebody is alone with the bot. */
  dmOf(person: string): string
  /** Writes as somebody, naming the bot if told; gives the message's id. */
  say(person: string, channel: string, text: string, to?: 'the bot'): Promise<string>
  /** Tells the bot once more of the last message that was written. */
  tellAgain(): void
  messages(channel: string): Standing[]
  /** Roles and groups that were called by what was posted there, one for each call. */
  called(channel: string): string[]
  /** Somebody else takes a message of the bot's away. */
  remove(channel: string, message: string): Promise<void>
  removeChannel(place: Place): void
  /** From now on anyone may come to read there. */
  openUp(place: Place): void
  throwOut(workspace: string): void
  letIn(workspace: string): void
  failNext(act: Act, fault: Fault): void
  /** How many requests for this have come. */
  tries(act: Act): number
  /** Connections are refused, or no longer; those who listen for news are left alone. */
  reachable(isReachable: boolean): Promise<void>
  /** Those who listen for news are cut off, or may come again. */
  listening(isAllowed: boolean): void
  isListenedTo(): boolean
  /** Forgets who listens: what happens until they come again, they are not told. */
  forgetListeners(): void
  /** What the other side, or the log, was given that it must not be given. */
  complaints(): unknown[]
}

export type Settings = { token?: string; timeoutMs?: number }

export type Opened = {
  remote: Remote
  /** A client of the bot's account that was not started yet. */
  client(settings?: Settings): ChatPlatform
  logged: readonly unknown[]
}

type Recording = Door & {
  received: Incoming[]
  changed: { workspace: string; channel: string | undefined }[]
  recovered: number
}

const longAgo = Temporal.Instant.from('2020-01-01T00:00:00Z')

/** Stands in for all that answers: writes down what it is handed, then does as told with it. */
const recording = (receive: (message: Incoming) => Promise<void> = async () => {}): Recording => {
  const nothing = { reply: saying(), answer: '' }
  const door: Recording = {
    commands: [],
    received: [],
    changed: [],
    recovered: 0,
    run: async () => nothing,
    share: async () => nothing,
    suggest: async () => [],
    sent: async () => {},
    unsent: async () => {},
    keep: async () => {},
    kept: async () => undefined,
    async receive(message) {
      door.received.push(message)
      await receive(message)
    },
    async roomChanged(workspace, channel) {
      door.changed.push({ workspace, channel })
    },
    async recover() {
      door.recovered += 1
    },
  }
  return door
}

/** Waits until it holds; the limit is there for a test that fails. */
const soon = (look: () => unknown): Promise<unknown> =>
  vi.waitFor(look, { timeout: 15_000, interval: 5 })

const instant = (): Temporal.Instant => Temporal.Now.instant()
const past = (at: Temporal.Instant): Promise<void> =>
  wait(Math.max(0, Math.ceil(at.since(instant()).total('milliseconds'))))

const signedOut: Fault = { kind: 'signed out' }

const openIn = (opened: Awaited<ReturnType<ChatPlatform['openThread']>>): string => {
  if (opened.kind !== 'open') throw new Error(`not opened: ${opened.kind}`)
  return opened.channel
}

/** As long as the keys that deliveries have. */
const keyed = (name: string): string => name.replaceAll(/\W/g, '-').padEnd(22, '_').slice(0, 22)
const key = keyed('this one')

const withoutButtons = saying(paragraph('No briefing says this.'))
const withButton: Reply = {
  ...saying(
    paragraph('Example Gazette reports the matter.'),
    ...buttons(button('Read it', 'brief', { subject: 'matter' })),
  ),
  tlp: 'CLEAR',
  headline: ['The matter of Bergen'],
}
const labelled: Reply = { ...withoutButtons, tlp: 'CLEAR', headline: ['The matter of Bergen'] }
const each = [
  ['with a button', withButton],
  ['with a label', labelled],
  ['of words alone', withoutButtons],
] as const

/** What every chat platform must do, run unchanged against each. */
export const platformContract = (name: string, open: () => Promise<Opened>): void => {
  const opening = async (): Promise<Opened> => {
    const opened = await open()
    onTestFinished(() => expect(opened.remote.complaints()).toEqual([]))
    return opened
  }
  const cleanly = (platform: ChatPlatform): ChatPlatform => {
    onTestFinished(() => platform.stop())
    return platform
  }

  const running = async <T>(prepare: (remote: Remote) => T, settings: Settings = {}) => {
    const opened = await opening()
    const prepared = prepare(opened.remote)
    const platform = cleanly(opened.client(settings))
    const door = recording()
    await platform.start(door)
    return { ...opened, ...prepared, platform, door }
  }

  const inChannel = (wish?: ChannelWish, settings?: Settings) =>
    running((remote) => ({ place: remote.aChannel(wish), person: remote.aPerson() }), settings)

  const rendered = async (
    platform: ChatPlatform,
    reply: Reply,
    channel: string,
    occasion: Occasion = 'answer',
  ): Promise<Body> => (await platform.render(reply, occasion, channel))[0] ?? {}

  /** A running platform, a channel in it, and a message that is about to be posted there. */
  const aboutToPost = async (reply: Reply, wish?: ChannelWish, settings?: Settings) => {
    const on = await inChannel(wish, settings)
    const { platform, remote, place } = on
    const { channel } = place
    const body = await rendered(platform, reply, channel)
    return {
      ...on,
      channel,
      body,
      post: (as = key) => platform.post(channel, body, as),
      standing: () => remote.messages(channel),
      readBack: (as = key, since = before) => platform.readBack(channel, { body, key: as, since }),
    }
  }
  /** Before anything was posted here. */
  const before = instant()

  const posted = async (reply: Reply = withButton) => {
    const on = await aboutToPost(reply)
    const outcome = await on.post()
    if (outcome.kind !== 'sent') throw new Error(`not posted: ${outcome.kind}`)
    return { ...on, message: outcome.message }
  }

  describe(`${name}: what goes out`, () => {
    it.each(each)('posts once, %s', async (_, reply) => {
      const { post, standing } = await aboutToPost(reply)
      const outcome = await post()
      expect(outcome.kind).toBe('sent')
      expect(standing()).toMatchObject([{ id: (outcome as { message: string }).message }])
    })

    it.each(each)('gives the first message for the same key again, %s', async (_, reply) => {
      const { post, standing } = await aboutToPost(reply)
      const first = await post()
      expect(await post()).toEqual(first)
      expect(standing()).toHaveLength(1)
      expect(await post(keyed('another'))).not.toEqual(first)
      expect(standing()).toHaveLength(2)
    })

    it('hangs an answer on what it answers', async () => {
      const { remote, person, place, platform, body, standing } = await aboutToPost(withButton)
      const { channel } = place
      const question = await remote.say(person, channel, 'When was it?')
      expect(await platform.reply(channel, question, body, key)).toMatchObject({ kind: 'sent' })
      expect(standing()).toMatchObject([{ id: question }, { answers: question }])
    })

    it('answers what is no longer there', async () => {
      const { remote, channel, platform, body, message, standing } = await posted()
      await remote.remove(channel, message)
      const outcome = await platform.reply(channel, message, body, keyed('answer'))
      expect(outcome.kind).toBe('sent')
      expect(standing()).toHaveLength(1)
    })

    it('answers where it cannot read what was written', async () => {
      const on = await aboutToPost(withButton, { missing: 'history' })
      const question = await on.remote.say(on.person, on.channel, 'When was it?')
      const outcome = await on.platform.reply(on.channel, question, on.body, key)
      expect(outcome.kind).toBe('sent')
    })

    it('changes a message in its place', async () => {
      const { platform, channel, message, standing } = await posted()
      const changed = await rendered(platform, withoutButtons, channel)
      expect(await platform.edit(channel, message, changed)).toEqual({ kind: 'sent', message })
      expect(standing()).toMatchObject([
        { id: message, text: expect.stringContaining('No briefing says this.') },
      ])
      expect(standing()[0]?.text).not.toContain('Gazette')
    })

    it('removes a message, once', async () => {
      const { platform, channel, message, standing } = await posted()
      expect(await platform.remove(channel, message)).toEqual({ kind: 'sent', message })
      expect(standing()).toEqual([])
      expect(await platform.remove(channel, message)).toEqual({ kind: 'gone' })
    })

    it('says that what somebody took away is gone', async () => {
      const { remote, platform, channel, message, body } = await posted()
      await remote.remove(channel, message)
      expect(await platform.edit(channel, message, body)).toEqual({ kind: 'gone' })
    })

    it('says that a channel is gone', async () => {
      const { remote, place, platform, channel, message, body, post } = await posted()
      remote.removeChannel(place)
      expect(await post(keyed('another'))).toEqual({ kind: 'gone' })
      expect(await platform.edit(channel, message, body)).toEqual({ kind: 'gone' })
      expect(await platform.remove(channel, message)).toEqual({ kind: 'gone' })
      expect(await platform.reply(channel, message, body, key)).toEqual({ kind: 'gone' })
    })

    it('posts nowhere that it was thrown out of', async () => {
      const { remote, place, post } = await aboutToPost(withButton)
      remote.throwOut(place.workspace)
      expect(['gone', 'forbidden']).toContain((await post()).kind)
    })

    it('says that it shows an answer is coming, and never fails for it', async () => {
      const { remote, platform, channel, place } = await aboutToPost(withButton)
      await platform.typing(channel)
      expect(remote.tries('type')).toBe(1)
      for (const fault of [signedOut, { kind: 'reset', when: 'before' }] as const) {
        remote.failNext('type', fault)
        await platform.typing(channel)
      }
      remote.removeChannel(place)
      await platform.typing(channel)
    })
  })

  describe(`${name}: what goes wrong`, () => {
    it.each<[string, Fault, number]>([
      ['an error that did nothing', { kind: 'error', when: 'before' }, 0],
      ['an error that hid a success', { kind: 'error', when: 'after' }, 1],
      ['a connection that was reset', { kind: 'reset', when: 'before' }, 0],
      ['a reset that hid a success', { kind: 'reset', when: 'after' }, 1],
      ['half an answer', { kind: 'truncated' }, 1],
      ['no answer', { kind: 'hang', when: 'before' }, 0],
      ['no answer to a success', { kind: 'hang', when: 'after' }, 1],
    ])('cannot know what became of %s, and does not try again', async (_, fault, stands) => {
      const settings = fault.kind === 'hang' ? { timeoutMs: 500 } : {}
      const { remote, post, standing } = await aboutToPost(withButton, {}, settings)
      remote.failNext('post', fault)
      expect(await post()).toEqual({ kind: 'unknown', why: expect.any(String) })
      await soon(() => expect(standing()).toHaveLength(stands))
      expect(remote.tries('post')).toBe(1)
    })

    it.each<[string, Fault & { kind: 'limited' }]>([
      ['in this channel', { kind: 'limited', seconds: 0.3 }],
      ['everywhere', { kind: 'limited', seconds: 0.3, isForAll: true }],
    ])('is told when to try again where it was too much %s', async (_, fault) => {
      const { remote, post, standing } = await aboutToPost(withButton)
      remote.failNext('post', fault)
      const earliest = instant().add({ milliseconds: 300 })
      const outcome = await post()
      const latest = instant().add({ milliseconds: 400 })
      if (outcome.kind !== 'later') throw new Error(outcome.kind)
      expect(Temporal.Instant.compare(outcome.at, earliest)).toBeGreaterThanOrEqual(0)
      expect(Temporal.Instant.compare(outcome.at, latest)).toBeLessThanOrEqual(0)
      expect(remote.tries('post')).toBe(1)
      expect(standing()).toEqual([])
      await past(outcome.at)
      expect(await post()).toMatchObject({ kind: 'sent' })
    })

    it('comes through where the time to wait was said too short', async () => {
      const { remote, post, standing } = await aboutToPost(withButton)
      remote.failNext('post', { kind: 'limited', seconds: 0.5, claims: 0.1 })
      const kinds: string[] = []
      for (let outcome = await post(); kinds.push(outcome.kind); outcome = await post()) {
        if (outcome.kind !== 'later') break
        await past(outcome.at)
      }
      expect(kinds.slice(0, 2)).toEqual(['later', 'later'])
      expect(kinds.at(-1)).toBe('sent')
      expect(standing()).toHaveLength(1)
    })

    it('waits a while where the time to wait is no number', async () => {
      const { remote, post } = await aboutToPost(withButton)
      remote.failNext('post', { kind: 'limited', seconds: 0.1, claims: Number.NaN })
      const outcome = await post()
      if (outcome.kind !== 'later') throw new Error(outcome.kind)
      expect(outcome.at.since(instant()).sign).toBe(1)
    })

    it('waits with what was refused a connection, since it cannot have been taken', async () => {
      const { remote, post, standing } = await aboutToPost(withButton)
      await remote.reachable(false)
      const outcome = await post()
      expect(outcome).toMatchObject({ kind: 'later' })
      expect((outcome as { at: Temporal.Instant }).at.since(instant()).sign).toBe(1)
      await remote.reachable(true)
      expect(await post()).toMatchObject({ kind: 'sent' })
      expect(standing()).toHaveLength(1)
    })

    it('is signed out by a token that is refused, and posts once it is good again', async () => {
      const { remote, post } = await aboutToPost(withButton)
      remote.failNext('post', signedOut)
      expect(await post()).toEqual({ kind: 'signedOut' })
      expect(remote.tries('post')).toBe(1)
      expect(await post()).toMatchObject({ kind: 'sent' })
    })

    it.each<Act>(['type', 'ask for a member', 'read', 'open a DM'])(
      'posts although the token was refused with another request (%s)',
      async (act) => {
        const { remote, platform, place, person, post, readBack } = await aboutToPost(withButton)
        remote.failNext(act, signedOut)
        if (act === 'type') await platform.typing(place.channel)
        if (act === 'ask for a member') await platform.isMember(place.workspace, person)
        if (act === 'read') await readBack()
        if (act === 'open a DM') await platform.openDm(person)
        expect(remote.tries(act)).toBe(1)
        expect(await post()).toMatchObject({ kind: 'sent' })
      },
    )

    it('names what it is not let do', async () => {
      const { remote, post, platform, channel } = await aboutToPost(withButton, {
        missing: 'posting',
      })
      const { missing = [] } = (await platform.channelFacts(channel)) ?? {}
      expect(missing).not.toEqual([])
      expect(await post()).toEqual({ kind: 'forbidden', missing })
      expect(remote.tries('post')).toBe(1)
    })

    it.each<[string, Fault, object]>([
      ['forbidden', { kind: 'forbidden' }, { kind: 'forbidden', missing: [] }],
      ['gone', { kind: 'gone' }, { kind: 'gone' }],
      ['invalid', { kind: 'invalid' }, { kind: 'invalid', why: expect.stringMatching(/./) }],
    ])('is told what is %s', async (_, fault, outcome) => {
      const { remote, post, standing } = await aboutToPost(withButton)
      remote.failNext('post', fault)
      expect(await post()).toEqual(outcome)
      expect(remote.tries('post')).toBe(1)
      expect(standing()).toEqual([])
    })

    it.each<[Fault, string]>([
      [{ kind: 'error', when: 'after' }, 'unknown'],
      [{ kind: 'reset', when: 'before' }, 'unknown'],
      [{ kind: 'limited', seconds: 0.1 }, 'later'],
      [{ kind: 'signed out' }, 'signedOut'],
      [{ kind: 'forbidden' }, 'forbidden'],
      [{ kind: 'gone' }, 'gone'],
      [{ kind: 'invalid' }, 'invalid'],
    ])('says the same of changing and removing: %j is %s', async (fault, kind) => {
      const { remote, platform, channel, message, body } = await posted()
      remote.failNext('edit', fault)
      expect(await platform.edit(channel, message, body)).toMatchObject({ kind })
      remote.failNext('remove', fault)
      expect(await platform.remove(channel, message)).toMatchObject({ kind })
      expect([remote.tries('edit'), remote.tries('remove')]).toEqual([1, 1])
    })
  })

  describe(`${name}: reading back`, () => {
    const lost: Fault = { kind: 'error', when: 'after' }
    const nothingDone: Fault = { kind: 'error', when: 'before' }

    it.each(each)('finds what was taken although the answer was lost, %s', async (_, reply) => {
      const { remote, post, readBack, standing } = await aboutToPost(reply)
      remote.failNext('post', lost)
      await post()
      expect(await readBack()).toEqual({ kind: 'found', message: standing()[0]?.id })
    })

    it.each(each)('finds it after a restart, %s', async (_, reply) => {
      const { remote, client, platform, body, channel, post, standing } = await aboutToPost(reply)
      remote.failNext('post', lost)
      await post()
      await platform.stop()
      const next = cleanly(client())
      await next.start(recording())
      const found = await next.readBack(channel, { body, key, since: before })
      expect(found).toEqual({ kind: 'found', message: standing()[0]?.id })
    })

    it.each(each)('knows that what was not taken is absent, %s', async (_, reply) => {
      const { remote, post, readBack } = await aboutToPost(reply)
      remote.failNext('post', nothingDone)
      await post()
      expect(await readBack()).toEqual({ kind: 'absent' })
    })

    it.each(each)('finds an answer among much that was written since, %s', async (_, reply) => {
      const { remote, person, channel, platform, body } = await aboutToPost(reply)
      const question = await remote.say(person, channel, 'When was it?')
      for (let said = 0; said < 130; said += 1) await remote.say(person, channel, `line ${said}`)
      remote.failNext('post', lost)
      await platform.reply(channel, question, body, key)
      const found = await platform.readBack(channel, { body, key, since: before, to: question })
      expect(found).toEqual({ kind: 'found', message: remote.messages(channel).at(-1)?.id })
    })

    it.each(each)('cannot tell where history is closed to it, %s', async (_, reply) => {
      const { remote, post, readBack } = await aboutToPost(reply, { missing: 'history' })
      remote.failNext('post', lost)
      await post()
      expect(await readBack()).toEqual({ kind: 'cannot tell', why: expect.stringMatching(/./) })
    })

    it.each<Fault>([
      nothingDone,
      { kind: 'limited', seconds: 0.1 },
      { kind: 'reset', when: 'before' },
      { kind: 'truncated' },
    ])('cannot tell while asking fails, and says when to ask again (%j)', async (fault) => {
      const { remote, readBack } = await aboutToPost(withButton)
      remote.failNext('read', fault)
      expect(await readBack()).toEqual({
        kind: 'cannot tell',
        again: expect.any(Temporal.Instant),
        why: expect.stringMatching(/./),
      })
      expect(remote.tries('read')).toBe(1)
    })

    it.each<Fault>([{ kind: 'signed out' }, { kind: 'forbidden' }])(
      'cannot tell where asking is refused (%j)',
      async (fault) => {
        const { remote, readBack } = await aboutToPost(withButton)
        remote.failNext('read', fault)
        expect(await readBack()).toEqual({ kind: 'cannot tell', why: expect.stringMatching(/./) })
      },
    )

    it('is not fooled by somebody else who says the same', async () => {
      const { remote, person, channel, post, readBack, standing } =
        await aboutToPost(withoutButtons)
      await post(keyed('to copy'))
      const { id = '', text = '' } = standing()[0] ?? {}
      await remote.remove(channel, id)
      await remote.say(person, channel, text)
      expect(standing()).toMatchObject([{ text, isOwn: false }])
      expect(await readBack()).toEqual({ kind: 'absent' })
    })

    it.each(each)('is not fooled by the same under another key, %s', async (_, reply) => {
      const { post, readBack } = await aboutToPost(reply)
      await post(keyed('another'))
      expect(await readBack()).toEqual({ kind: 'absent' })
    })

    it.each<[string, Partial<Reply>]>([
      ['other words under the same headline', { blocks: [paragraph('One briefing does.')] }],
      ['the same words under another headline', { headline: ['The matter of Berlin'] }],
    ])('is not fooled by %s', async (_, other) => {
      const { remote, platform, channel, post, readBack } = await aboutToPost(labelled)
      remote.failNext('post', lost)
      const body = await rendered(platform, { ...labelled, ...other }, channel)
      await platform.post(channel, body, keyed('another'))
      expect(await readBack()).toEqual({ kind: 'absent' })
      remote.failNext('post', lost)
      await post()
      expect(await readBack()).toMatchObject({ kind: 'found' })
    })

    it.each(each)(
      'is not fooled after a restart by what is known to be another, %s',
      async (_, reply) => {
        const { client, platform, body, channel, post, standing } = await aboutToPost(reply)
        await post(keyed('another'))
        await platform.stop()
        const next = cleanly(client())
        await next.start(recording())
        const others = new Set([standing()[0]?.id ?? ''])
        const sought = { body, key, since: before, others }
        expect(await next.readBack(channel, sought)).toEqual({ kind: 'absent' })
      },
    )

    it.each(each)(
      'is not fooled after a restart by an answer to another question, %s',
      async (_, reply) => {
        const { remote, client, platform, person, body, channel } = await aboutToPost(reply)
        const [first, second] = [
          await remote.say(person, channel, 'When was it?'),
          await remote.say(person, channel, 'When was it?'),
        ]
        await platform.reply(channel, first, body, keyed('another'))
        await platform.stop()
        const next = cleanly(client())
        await next.start(recording())
        const sought = { body, key, since: before, to: second }
        expect(await next.readBack(channel, sought)).toEqual({ kind: 'absent' })
        await next.reply(channel, second, body, key)
        expect(await next.readBack(channel, sought)).toMatchObject({ kind: 'found' })
      },
    )

    it.each(each)('does not find one message for two keys, %s', async (_, reply) => {
      const { remote, post, readBack, standing } = await aboutToPost(reply)
      remote.failNext('post', lost)
      await post()
      const found = { kind: 'found', message: standing()[0]?.id }
      expect(await readBack()).toEqual(found)
      expect(await readBack(keyed('another'))).toEqual({ kind: 'absent' })
      expect(await readBack()).toEqual(found)
    })

    it('cannot tell before it was started', async () => {
      const { client, platform, channel, body, post } = await aboutToPost(withButton)
      await post()
      await platform.stop()
      const found = await client().readBack(channel, { body, key: keyed('another'), since: before })
      expect(found.kind).toBe('cannot tell')
    })

    it('is not fooled by the same from earlier', async () => {
      const { remote, post, readBack } = await aboutToPost(withoutButtons)
      remote.failNext('post', lost)
      await post()
      expect(await readBack(key, instant().add({ minutes: 5 }))).toEqual({ kind: 'absent' })
    })

    it('knows that nothing is where no channel is', async () => {
      const { remote, place, readBack } = await aboutToPost(withButton)
      remote.removeChannel(place)
      expect((await readBack()).kind).not.toBe('found')
    })
  })

  describe(`${name}: alone with somebody`, () => {
    const withSomebody = (wish?: Parameters<Remote['aPerson']>[0]) =>
      running((remote) => {
        const place = remote.aChannel()
        const person = remote.aPerson(wish)
        remote.join(person, place.workspace)
        return { place, person }
      })

    it('opens a conversation and posts there', async () => {
      const { remote, platform, person } = await withSomebody()
      const opened = await platform.openDm(person)
      const channel = remote.dmOf(person)
      expect(opened).toEqual({ kind: 'open', channel })
      expect(await platform.openDm(person)).toEqual(opened)
      const body = await rendered(platform, withButton, channel, 'unasked')
      expect(await platform.post(channel, body, key)).toMatchObject({ kind: 'sent' })
      expect(remote.messages(channel)).toHaveLength(1)
      expect(await platform.readBack(channel, { body, key, since: before })).toMatchObject({
        kind: 'found',
      })
    })

    it('is told by who takes no messages from it', async () => {
      const { platform, person } = await withSomebody({ takesNoDms: true })
      const opened = await platform.openDm(person)
      const outcome =
        opened.kind === 'open'
          ? await platform.post(
              opened.channel,
              await rendered(platform, withButton, opened.channel),
              key,
            )
          : opened
      expect(['forbidden', 'gone']).toContain(outcome.kind)
    })

    it.each<[Fault, string]>([
      [{ kind: 'error', when: 'before' }, 'unknown'],
      [{ kind: 'limited', seconds: 0.1 }, 'later'],
      [{ kind: 'signed out' }, 'signedOut'],
      [{ kind: 'gone' }, 'gone'],
    ])('opens none when it cannot: %j is %s', async (fault, kind) => {
      const { remote, platform, person } = await withSomebody()
      remote.failNext('open a DM', fault)
      expect(await platform.openDm(person)).toMatchObject({ kind })
      expect(remote.tries('open a DM')).toBe(1)
    })

    it('reads what was written to it while nobody listened, oldest first', async () => {
      const { remote, platform, door, person } = await withSomebody()
      const channel = remote.dmOf(person)
      const first = await remote.say(person, channel, 'first')
      await soon(() => expect(door.received).toHaveLength(1))
      const texts = ['second', '/topics', 'third']
      for (const text of texts) await remote.say(person, channel, text)
      const body = await rendered(platform, withoutButtons, channel)
      await platform.post(channel, body, key)
      await remote.say(person, channel, 'and you?', 'the bot')
      await soon(() => expect(door.received).toHaveLength(5))
      const written = await platform.writtenSince(channel, first, longAgo)
      expect(written.map(({ text }) => text)).toEqual([...texts, 'and you?'])
      // Whichever way a message comes, it is the same one.
      const heard = door.received.slice(1).map(({ asker, ...what }) => ({ ...what, asker }))
      for (const [at, { asker, ...what }] of written.entries()) {
        const { manages, mayPost, ...who } = asker
        expect(heard[at]).toMatchObject({ ...what, asker: who })
        expect(manages).toBe(false)
      }
    })

    it('reads nothing where it cannot read', async () => {
      const { remote, platform, person } = await withSomebody()
      const channel = remote.dmOf(person)
      const first = await remote.say(person, channel, 'first')
      await remote.say(person, channel, 'second')
      remote.failNext('read', { kind: 'error', when: 'before' })
      expect(await platform.writtenSince(channel, first, longAgo)).toEqual([])
      expect(await platform.writtenSince(channel, first, longAgo)).toHaveLength(1)
    })
  })

  describe(`${name}: rendering`, () => {
    const sentences = Array.from(
      { length: 150 },
      (_, at) => `Sentence number ${at} says in some words that nothing is lost.`,
    )
    const long: Reply = {
      ...saying(
        ...sentences.map((sentence) => paragraph(sentence)),
        ...buttons(button('Read it', 'brief', { subject: 'matter' })),
      ),
      tlp: 'CLEAR',
      headline: ['The headline of it'],
    }

    it.each<Occasion>(['answer', 'unasked'])('shows all of a long reply (%s)', async (occasion) => {
      const { remote, platform, place } = await inChannel()
      const { channel } = place
      const bodies = await platform.render(long, occasion, channel)
      expect(bodies.length).toBeGreaterThan(1)
      for (const [at, body] of bodies.entries()) {
        expect(JSON.parse(JSON.stringify(body))).toEqual(body)
        const outcome = await platform.post(channel, body, keyed(`part ${at}`))
        expect(outcome.kind).toBe('sent')
      }
      const text = remote
        .messages(channel)
        .map((message) => message.text)
        .join('\n')
      for (const said of [...sentences, 'The headline of it', 'TLP:CLEAR', 'Read it'])
        expect(text).toContain(said)
    })

    it.each<Occasion>(['answer', 'unasked'])(
      'shows something of nothing (%s)',
      async (occasion) => {
        const { platform, place } = await inChannel()
        const bodies = await platform.render(saying(), occasion, place.channel)
        expect(bodies).toHaveLength(1)
        const outcome = await platform.post(place.channel, bodies[0] ?? {}, key)
        expect(outcome.kind).toBe('sent')
      },
    )

    it('keeps what buttons do that a message cannot carry', async () => {
      const { platform, door, place } = await inChannel()
      const kept: unknown[] = []
      door.keep = async (presses) => void kept.push(...presses)
      const words = 'unheard '.repeat(400)
      const reply = saying(...buttons(button('Find', 'search', { words })))
      const [body = {}] = await platform.render(reply, 'answer', place.channel)
      expect(await platform.post(place.channel, body, key)).toMatchObject({ kind: 'sent' })
      const carries = JSON.stringify(body).includes(JSON.stringify(words).slice(1, -1))
      const invoked = { command: 'search', options: { words } }
      expect(kept).toEqual(carries ? [] : [{ key: expect.any(String), invoked }])
    })
  })

  describe(`${name}: what belongs under a message`, () => {
    /** A message that stands in a channel, and where what belongs under it is posted. */
    const opened = async () => {
      const on = await posted()
      const open = () => on.platform.openThread(on.channel, on.message, 'The matter of Bergen')
      return { ...on, open, under: openIn(await open()) }
    }

    it('has one place, however often it is opened', async () => {
      const { open, under } = await opened()
      expect(await open()).toEqual({ kind: 'open', channel: under })
      expect(await Promise.all([open(), open()])).toEqual([await open(), await open()])
    })

    it.each(each)('is posted there and found again by its key, %s', async (_, reply) => {
      const { remote, platform, channel, under } = await opened()
      const body = await rendered(platform, reply, under)
      const since = instant()
      expect(await platform.readBack(under, { body, key: keyed('under'), since })).toEqual({
        kind: 'absent',
      })
      const outcome = await platform.post(under, body, keyed('under'))
      if (outcome.kind !== 'sent') throw new Error(outcome.kind)
      const { message } = outcome
      expect(await platform.readBack(under, { body, key: keyed('under'), since })).toEqual({
        kind: 'found',
        message,
      })
      expect(under).not.toBe(channel)
      expect(remote.messages(under).map(({ id }) => id)).toContain(message)
      expect(await platform.edit(under, message, body)).toEqual({ kind: 'sent', message })
    })

    it('is part of the channel', async () => {
      const { platform, place, under } = await opened()
      const { workspace, channel: room, name: roomName } = place
      expect(await platform.channelFacts(under)).toMatchObject({
        ...{ workspace, room, roomName },
        missing: [],
      })
    })

    it('is the thread, for a message that stands in one', async () => {
      const { platform, thread } = await running((remote) => ({
        thread: remote.aThread(remote.aChannel()),
      }))
      const { channel } = thread
      const body = await rendered(platform, withButton, channel)
      const outcome = await platform.post(channel, body, key)
      if (outcome.kind !== 'sent') throw new Error(outcome.kind)
      expect(await platform.openThread(channel, outcome.message, 'Bergen')).toEqual({
        kind: 'open',
        channel,
      })
    })

    it('arrives in direct messages too', async () => {
      const { remote, platform, person } = await inChannel()
      const dm = openIn(await platform.openDm(person))
      const body = await rendered(platform, withButton, dm)
      const first = await platform.post(dm, body, key)
      if (first.kind !== 'sent') throw new Error(first.kind)
      const under = openIn(await platform.openThread(dm, first.message, 'Bergen'))
      const second = await platform.post(under, body, keyed('under'))
      if (second.kind !== 'sent') throw new Error(second.kind)
      expect(remote.messages(dm).map(({ id }) => id)).toEqual([first.message, second.message])
      const found = await platform.readBack(under, { body, key: keyed('under'), since: before })
      expect(found).toEqual({ kind: 'found', message: second.message })
    })
  })

  describe(`${name}: roles and groups`, () => {
    const withGroup = (handle = 'policy-desk') =>
      running((remote) => {
        const place = remote.aChannel()
        const group = remote.aGroup(place.workspace, handle)
        return { place, group, workspace: place.workspace }
      })

    it('are known by their name, by what is inserted for them, and by their id', async () => {
      const { platform, workspace, group } = await withGroup()
      const { id, picked } = group
      for (const typed of [
        'policy-desk',
        '@policy-desk',
        ' @Policy-Desk ',
        picked,
        ` ${picked} `,
        id,
      ])
        expect(await platform.mentionable(workspace, typed)).toEqual({ id, text: '@policy-desk' })
    })

    it('are those of one workspace', async () => {
      const { remote, platform, group } = await withGroup()
      const elsewhere = remote.aChannel()
      await soon(async () => expect(await platform.workspace(elsewhere.workspace)).toBeDefined())
      for (const typed of ['policy-desk', group.id, group.picked])
        expect(await platform.mentionable(elsewhere.workspace, typed)).toBeUndefined()
      expect(await platform.mentionable('1', group.id)).toBeUndefined()
    })

    it('are never everyone, one person, or what is not there', async () => {
      const { remote, platform, workspace, place, group } = await withGroup()
      const person = remote.aPerson()
      const own = person.split(/[:/]/).at(-1) ?? ''
      for (const word of ['everyone', 'here', 'channel'])
        for (const typed of [word, `@${word}`, `<!${word}>`, `<!${word}|${word}>`])
          expect(await platform.mentionable(workspace, typed)).toBeUndefined()
      const others = [workspace, place.channel, own, `<@${own}>`, `<@&${workspace}>`]
      const nothing = ['', ' ', '@', '---', 'policy', `${group.id}0`, `${group.picked} and more`]
      for (const typed of [...others, ...nothing])
        expect(await platform.mentionable(workspace, typed)).toBeUndefined()
    })

    it.each(['CLEAR', 'RED'] as const)(
      'are called where nobody asked, and named in an answer: %s',
      async (tlp) => {
        const { remote, platform, workspace, group, place } = await withGroup()
        const { channel } = place
        const mention = (await platform.mentionable(workspace, group.picked))!
        const headline: Inline[] = ['Morning briefing', ' ', { kind: 'mention', ...mention }]
        const reply: Reply = { ...withButton, tlp, headline }
        for (const occasion of ['answer', 'unasked'] as const) {
          expect(remote.called(channel)).toEqual([])
          const body = await rendered(platform, reply, channel, occasion)
          const outcome = await platform.post(channel, body, keyed(occasion))
          expect(outcome).toMatchObject({ kind: 'sent' })
        }
        expect(remote.called(channel)).toEqual([group.id])
      },
    )

    it('are not called by what looks like it', async () => {
      const { remote, platform, group, place } = await withGroup()
      const { channel } = place
      const reply: Reply = {
        ...saying(paragraph(group.picked, { kind: 'mention', text: group.picked, id: group.id })),
        headline: [group.picked],
        tlp: 'CLEAR',
      }
      const body = await rendered(platform, reply, channel, 'unasked')
      expect(await platform.post(channel, body, key)).toMatchObject({ kind: 'sent' })
      expect(remote.called(channel)).toEqual([])
    })
  })

  describe(`${name}: channels`, () => {
    it('knows a channel by its name, its workspace and itself as its room', async () => {
      const { platform, place } = await inChannel()
      const { members = 1, ...facts } = (await platform.channelFacts(place.channel))!
      expect(members).toBeGreaterThan(0)
      expect(facts).toEqual({
        workspace: place.workspace,
        name: place.name,
        roomName: place.name,
        room: place.channel,
        missing: [],
      })
    })

    it('takes a thread for part of its channel', async () => {
      const { platform, thread, place } = await running((remote) => {
        const place = remote.aChannel()
        return { place, thread: remote.aThread(place) }
      })
      expect(await platform.channelFacts(thread.channel)).toMatchObject({
        workspace: place.workspace,
        room: place.channel,
      })
    })

    it('says why anyone may read in a channel', async () => {
      const { platform, place } = await inChannel({ isOpen: true })
      const facts = await platform.channelFacts(place.channel)
      expect(facts?.open).toMatch(/\w+ \w+/)
      expect((await platform.workspace(place.workspace))?.open).toMatch(/\w+ \w+/)
    })

    it('sees a channel open up, and says so', async () => {
      const { remote, platform, door, place } = await inChannel()
      const { channel, workspace } = place
      await soon(() => expect(door.changed).toContainEqual({ workspace, channel: undefined }))
      door.changed.length = 0
      remote.openUp(place)
      await soon(() => expect(door.changed).not.toEqual([]))
      expect(door.changed[0]?.workspace).toBe(workspace)
      expect((await platform.channelFacts(channel))?.open).toMatch(/\w+ \w+/)
    })

    it('knows nothing of a channel that is not there, or is none', async () => {
      const { remote, platform, place, person } = await inChannel()
      remote.removeChannel(place)
      await soon(async () => expect(await platform.channelFacts(place.channel)).toBeUndefined())
      expect(await platform.channelFacts('1')).toBeUndefined()
      expect(await platform.channelFacts(remote.dmOf(person))).toBeUndefined()
    })

    it('links to a message', async () => {
      const { platform, place, channel, message } = await posted()
      const address = platform.linkTo(place.workspace, channel, message)
      expect(address).toMatch(/^https:\/\//)
      expect(address).toContain(channel)
    })
  })

  describe(`${name}: members`, () => {
    const withMembers = () =>
      running((remote) => {
        const desk = remote.aWorkspace('Policy desk')
        const news = remote.aWorkspace('Newsroom')
        const secret = remote.aWorkspace('Secret policy')
        const person = remote.aPerson()
        for (const workspace of [desk, news]) remote.join(person, workspace)
        remote.join(remote.aPerson(), secret)
        return { desk, news, secret, person }
      })

    it('knows a workspace by its name, and only where it was let in', async () => {
      const { remote, platform, desk } = await withMembers()
      expect(await platform.workspace(desk)).toEqual({ id: desk, name: 'Policy desk' })
      expect(await platform.workspace('1')).toBeUndefined()
      remote.throwOut(desk)
      await soon(async () => expect(await platform.workspace(desk)).toBeUndefined())
    })

    it('knows who is a member', async () => {
      const { platform, desk, secret, person } = await withMembers()
      expect(await platform.isMember(desk, person)).toBe(true)
      expect(await platform.isMember(secret, person)).toBe(false)
      expect(await platform.isMember('1', person)).toBe(false)
      expect(await platform.isMember(desk, `${person}0`)).toBe(false)
    })

    it('remembers briefly who is a member', async () => {
      const { remote, platform, desk, secret, person } = await withMembers()
      for (let asked = 0; asked < 3; asked += 1) {
        expect(await platform.isMember(desk, person)).toBe(true)
        expect(await platform.isMember(secret, person)).toBe(false)
      }
      expect(remote.tries('ask for a member')).toBe(2)
    })

    it('knows nobody of where it was thrown out, until it is let in again', async () => {
      const { remote, platform, desk, person } = await withMembers()
      const isMember = (): Promise<boolean> => platform.isMember(desk, person)
      expect(await isMember()).toBe(true)
      remote.throwOut(desk)
      await soon(async () => expect(await isMember()).toBe(false))
      remote.letIn(desk)
      await soon(async () => expect(await isMember()).toBe(true))
    })

    it.each<Fault>([
      { kind: 'error', when: 'before' },
      { kind: 'reset', when: 'before' },
      { kind: 'signed out' },
      { kind: 'forbidden' },
    ])('takes nobody for a member, nor remembers it, when asking fails (%j)', async (fault) => {
      const { remote, platform, desk, person } = await withMembers()
      remote.failNext('ask for a member', fault)
      expect(await platform.isMember(desk, person)).toBe(false)
      expect(remote.tries('ask for a member')).toBe(1)
      expect(await platform.isMember(desk, person)).toBe(true)
    })

    it('names a person’s own workspaces, those first that are meant', async () => {
      const { platform, person } = await withMembers()
      const names = async (typed: string) =>
        (await platform.memberships(person, typed)).map((one) => one.name)
      expect((await names('')).sort()).toEqual(['Newsroom', 'Policy desk'])
      expect(await names('POLICY')).toEqual(['Policy desk', 'Newsroom'])
      expect(await names('news')).toEqual(['Newsroom', 'Policy desk'])
      expect((await names('secret policy')).sort()).toEqual(['Newsroom', 'Policy desk'])
    })

    it('finds one of many workspaces by its name', async () => {
      const { platform, person } = await running((remote) => {
        const workspaces = Array.from({ length: 30 }, (_, at) => remote.aWorkspace(`Desk ${at}.`))
        const person = remote.aPerson()
        remote.join(person, workspaces.at(-1) ?? '')
        return { person }
      })
      const found = await platform.memberships(person, 'desk 29.')
      expect(found.map((one) => one.name)).toEqual(['Desk 29.'])
    })
  })

  describe(`${name}: messages that arrive`, () => {
    it('hands over what is written to it alone', async () => {
      const { remote, door, person } = await inChannel()
      const channel = remote.dmOf(person)
      const id = await remote.say(person, channel, 'When was it?')
      await soon(() => expect(door.received).toHaveLength(1))
      const asker = { workspace: '', channel, person, isDirect: true, manages: false }
      expect(door.received).toMatchObject([{ id, text: 'When was it?', asker }])
      expect(door.received[0]?.asker.name).not.toBe('')
    })

    it('hands over what names it in a channel, without its name', async () => {
      const { remote, door, person, place } = await inChannel()
      const id = await remote.say(person, place.channel, 'When was it?', 'the bot')
      await soon(() => expect(door.received).toHaveLength(1))
      const { workspace, channel } = place
      const asker = { workspace, channel, person, isDirect: false, manages: false }
      expect(door.received).toMatchObject([{ id, text: 'When was it?', asker }])
    })

    it('leaves alone what is not for it: talk, other bots, and itself', async () => {
      const { remote, platform, door, person, place, other } = await running((remote) => ({
        place: remote.aChannel(),
        person: remote.aPerson(),
        other: remote.aPerson({ isBot: true }),
      }))
      const dm = remote.dmOf(person)
      const { channel } = place
      await remote.say(person, channel, 'just talking')
      await remote.say(other, channel, 'beep', 'the bot')
      for (const where of [dm, channel])
        await platform.post(where, await rendered(platform, withButton, where), keyed(where))
      const id = await remote.say(person, dm, 'the last')
      await soon(() => expect(door.received.map((message) => message.id)).toContain(id))
      expect(door.received).toMatchObject([{ id, text: 'the last' }])
    })

    it('hands the same message over again under the same id', async () => {
      const { remote, door, person } = await inChannel()
      const id = await remote.say(person, remote.dmOf(person), 'When was it?')
      remote.tellAgain()
      await soon(() => expect(door.received).toHaveLength(2))
      expect(door.received.map((message) => message.id)).toEqual([id, id])
    })

    it('hands over the others where the answer to one fails', async () => {
      const { remote, door, person } = await inChannel()
      const { receive } = door
      door.receive = async (message) => {
        await receive(message)
        if (message.text === 'first') throw new Error('no answer')
      }
      for (const text of ['first', 'second']) await remote.say(person, remote.dmOf(person), text)
      await soon(() => expect(door.received.map(({ text }) => text)).toEqual(['first', 'second']))
    })
  })

  describe(`${name}: coming and going`, () => {
    it('is up from its start until its stop, and asks for what was left open', async () => {
      const { remote, client } = await opening()
      const platform = cleanly(client())
      const door = recording()
      expect(platform.isUp()).toBe(false)
      await platform.start(door)
      expect(platform.isUp()).toBe(true)
      await soon(() => expect(door.recovered).toBe(1))
      await platform.stop()
      expect(platform.isUp()).toBe(false)
      await soon(() => expect(remote.isListenedTo()).toBe(false))
    })

    it('is down while it is cut off, and hears afterwards what it missed', async () => {
      const { remote, platform, door, person } = await inChannel()
      await remote.say(person, remote.dmOf(person), 'before')
      await soon(() => expect(door.received).toHaveLength(1))
      remote.listening(false)
      await soon(() => expect(platform.isUp()).toBe(false))
      await remote.say(person, remote.dmOf(person), 'meanwhile')
      remote.listening(true)
      await soon(() => expect(platform.isUp()).toBe(true))
      await soon(() => expect(door.received).toHaveLength(2))
      expect(door.received.map(({ text }) => text)).toEqual(['before', 'meanwhile'])
    })

    it('looks for what it missed when it was forgotten meanwhile', async () => {
      const { remote, platform, door } = await inChannel()
      await soon(() => expect(door.recovered).toBe(1))
      remote.forgetListeners()
      await soon(() => expect(door.recovered).toBe(2))
      expect(platform.isUp()).toBe(true)
    })

    it('posts while it is cut off', async () => {
      const { remote, platform, post } = await aboutToPost(withButton)
      remote.listening(false)
      await soon(() => expect(platform.isUp()).toBe(false))
      expect(await post()).toMatchObject({ kind: 'sent' })
      remote.listening(true)
      await soon(() => expect(platform.isUp()).toBe(true))
    })

    it.each(['wrong', 'wröng\n'])('refuses to start with the wrong token %j', async (token) => {
      const { client } = await opening()
      const platform = cleanly(client({ token }))
      const starting = platform.start(recording())
      await expect(starting).rejects.toThrow(OperatorError)
      await expect(starting).rejects.toThrow(new RegExp(`${name.toUpperCase()}_\\w*TOKEN`))
      await expect(starting).rejects.not.toThrow(token.trim())
      expect(platform.isUp()).toBe(false)
    })

    it('waits for a platform that cannot be reached, says so, and then comes up', async () => {
      const { remote, client, logged } = await opening()
      await remote.reachable(false)
      const platform = cleanly(client())
      const starting = platform.start(recording())
      await soon(() => expect(logged).not.toEqual([]))
      expect(platform.isUp()).toBe(false)
      await remote.reachable(true)
      await starting
      expect(platform.isUp()).toBe(true)
    })

    it('waits for a platform that does not let it listen yet', async () => {
      const { remote, client } = await opening()
      remote.listening(false)
      const platform = cleanly(client())
      const starting = platform.start(recording())
      remote.listening(true)
      await starting
      expect(platform.isUp()).toBe(true)
    })

    it('stops while it waits', async () => {
      const { remote, client, logged } = await opening()
      await remote.reachable(false)
      const platform = client()
      const starting = platform.start(recording())
      await soon(() => expect(logged).not.toEqual([]))
      await platform.stop()
      await starting
      expect(platform.isUp()).toBe(false)
    })

    it('stops while it is cut off', async () => {
      const { remote, platform } = await inChannel()
      remote.listening(false)
      await soon(() => expect(platform.isUp()).toBe(false))
      await platform.stop()
      remote.listening(true)
      expect(platform.isUp()).toBe(false)
    })

    it('stops without ever having started', async () => {
      const { client } = await opening()
      await client().stop()
    })

    it('finishes what is open before it leaves, and takes nothing more', async () => {
      const { remote, client } = await opening()
      const person = remote.aPerson()
      const channel = remote.dmOf(person)
      const { promise: told, resolve: tell } = Promise.withResolvers<void>()
      const platform = cleanly(client())
      const door = recording(async ({ id }) => {
        await told
        const body = await rendered(platform, withButton, channel)
        await platform.reply(channel, id, body, key)
      })
      await platform.start(door)
      const question = await remote.say(person, channel, 'When was it?')
      await soon(() => expect(door.received).toHaveLength(1))
      const ends: string[] = []
      const stopped = platform.stop().then(() => void ends.push('stopped'))
      // Whatever does not wait has left by the time of these.
      for (let asked = 0; asked < 10; asked += 1) await platform.typing(channel)
      expect(ends).toEqual([])
      tell()
      await stopped
      await soon(() => expect(remote.isListenedTo()).toBe(false))
      await remote.say(person, channel, 'too late')
      expect(door.received.map(({ id }) => id)).toEqual([question])
      expect(remote.messages(channel)).toMatchObject([{}, { answers: question }, {}])
    })
  })
}
