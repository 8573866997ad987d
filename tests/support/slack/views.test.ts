import type { App } from '@slack/bolt'
import { expect, test, vi } from 'vitest'
import { type Interaction, textOf, type View } from './index.ts'
import {
  actions,
  bolt,
  button,
  type Desk,
  desk,
  input,
  modal,
  paragraph,
  plain,
  said,
} from './trial.ts'

const text = { type: 'plain_text_input', max_length: 10 }
const topic = { type: 'external_select', min_query_length: 1 }
const form = modal([
  input('Question', text),
  input('Topic', topic, { optional: true }),
  input('Form', {
    type: 'static_select',
    initial_option: { text: plain('Short'), value: 's' },
    options: ['Short', 'Long'].map((one) => ({ text: plain(one), value: one[0]!.toLowerCase() })),
  }),
])

type Opened = Desk & { app: App; asked: Interaction; view: View }

/** A modal that a command has opened. */
const opened = async (view: object = form, settings = {}): Promise<Opened> => {
  const on = await desk(settings)
  const app = await bolt(on.slack, on.team)
  app.command('/sitrep', async ({ ack, client, body }) => {
    await ack()
    await client.views.open({ trigger_id: body.trigger_id, view: view as never })
  })
  app.options({ action_id: 'value' }, async ({ ack, options }) =>
    ack({ options: [{ text: plain(`All of ${options.value}`), value: options.value }] } as never),
  )
  const asked = await on.ada.ask(on.policy, '/sitrep')
  return { ...on, app, asked, view: asked.view! }
}

test('a command opens a modal, and what is filled in comes back by block and action', async () => {
  const { app, ada, view, slack, team } = await opened()
  app.view('form', async ({ ack }) => ack())
  expect(textOf(view)).toContain('Question')
  const sent = await ada.submit(view, { Question: 'When?', topic: 'nato' })
  await sent.settled
  expect(sent.payload).toMatchObject({
    type: 'view_submission',
    team: { id: team.id },
    view: {
      id: view.id,
      callback_id: 'form',
      private_metadata: '',
      hash: view.hash,
      root_view_id: view.id,
      state: {
        values: {
          question: { value: { type: 'plain_text_input', value: 'When?' } },
          topic: { value: { type: 'external_select', selected_option: { value: 'nato' } } },
          form: { value: { selected_option: { value: 's' } } },
        },
      },
    },
  })
  expect(view.isOpen).toBe(false)
  await expect(ada.submit(view, {})).rejects.toThrow('closed')
  expect(slack.violations).toEqual([])
})

test('a form that is not filled in, or with what does not fit, is not sent', async () => {
  const { ada, view } = await opened()
  await expect(ada.submit(view, {})).rejects.toThrow('Question is required')
  await expect(ada.submit(view, { Other: 'x' })).rejects.toThrow('no field Other')
  await expect(ada.submit(view, { Question: 'x'.repeat(11) })).rejects.toThrow('11 characters')
  const wrong = ada.submit(view, { Question: 'x', Form: 'Middle' })
  await expect(wrong).rejects.toThrow('no option Middle; there are: Short, Long')
})

test('faults are shown at their fields and the form stays; those of no field are violations', async () => {
  const { app, ada, view, slack } = await opened()
  let errors: Record<string, string> = { question: 'Say more' }
  app.view('form', async ({ ack }) => ack({ response_action: 'errors', errors }))
  const sent = await (await ada.submit(view, { Question: 'x' })).settled
  expect(sent.errors).toEqual({ question: 'Say more' })
  expect(view.isOpen).toBe(true)
  errors = { nowhere: 'Say more' }
  await (await ada.submit(view, { Question: 'x' })).acked
  expect(slack.violations).toMatchObject([{ path: 'errors.nowhere' }])
})

test('a form is followed by another, in its place or on top, or all are cleared', async () => {
  const { app, ada, view } = await opened()
  const next = modal([paragraph('next')])
  const answers = [{ response_action: 'push', view: next }, { response_action: 'clear' }] as const
  let at = 0
  app.view('form', async ({ ack }) => ack(answers[at++] as never))
  const { view: top } = await (await ada.submit(view, { Question: 'x' })).settled
  expect(top).toMatchObject({ rootId: view.id, previousId: view.id, isOpen: true })
  expect(textOf(top!)).toBe('Form\nnext')
  await (await ada.submit(top!)).settled
  expect([view.isOpen, top!.isOpen]).toEqual([false, false])
})

test('a trigger holds once, and for its time', async () => {
  const { client, asked } = await opened()
  const trigger_id = `${asked.payload.trigger_id}`
  expect(await said(client.views.open({ trigger_id, view: form as never }))).toBe(
    'exchanged_trigger_id',
  )
  const unknown = client.views.open({ trigger_id: '1.2.x', view: form as never })
  expect(await said(unknown)).toBe('invalid_trigger_id')
  const late = await desk({ triggerFor: 0 })
  const app = await bolt(late.slack, late.team)
  app.command('/sitrep', async ({ ack }) => ack())
  const { payload } = await late.ada.command(late.policy, '/sitrep')
  const view = form as never
  expect(await said(late.client.views.open({ trigger_id: `${payload.trigger_id}`, view }))).toBe(
    'expired_trigger_id',
  )
})

test('a modal is changed while it stands, not from an old state, and what was typed stays', async () => {
  const { client, view, ada, app } = await opened()
  app.view('form', async ({ ack }) => ack({ response_action: 'errors', errors: { form: 'no' } }))
  await (await ada.submit(view, { Question: 'When?' })).settled
  const { hash } = view
  const change = (more: object) =>
    said(client.views.update({ view_id: view.id, view: form as never, ...more }))
  expect(await change({ hash })).toBe('ok')
  expect(await change({ hash })).toBe('hash_conflict')
  expect(await change({ view_id: 'V0' })).toBe('not_found')
  expect(view.values).toMatchObject({ question: { value: { value: 'When?' } } })
})

test('what is no modal is refused and noted', async () => {
  const { client, view, slack } = await opened()
  const change = (body: object) =>
    said(client.views.update({ view_id: view.id, view: body as never }))
  expect(await change({ ...form, title: plain('x'.repeat(25)) })).toBe('invalid_arguments')
  expect(slack.violations).toMatchObject([{ method: 'views.update', path: 'view.title.text' }])
  expect(await change({ type: 'home', blocks: [paragraph('x')] })).toBe('invalid_arguments')
})

test('three modals lie on each other, no more', async () => {
  const { app, ada, view } = await opened(modal([actions(button('More'))]))
  const refused: unknown[] = []
  app.action('press', async ({ ack, client, body }) => {
    await ack()
    const { trigger_id } = body as { trigger_id: string }
    refused.push(
      await said(
        client.views.push({ trigger_id, view: modal([actions(button('More'))]) as never }),
      ),
    )
  })
  let top = view
  for (let more = 0; more < 2; more += 1) top = (await (await ada.press(top, 'More')).settled).view!
  const last = await ada.press(top, 'More')
  await vi.waitFor(() => expect(refused).toHaveLength(3), 15_000)
  expect(refused).toEqual(['ok', 'ok', 'push_limit_reached'])
  expect(last.payload).toMatchObject({ container: { type: 'view', view_id: top.id } })
  expect(last.payload).not.toHaveProperty('response_url')
})

test('the app hears of a modal that is closed only where it asked to', async () => {
  const { app, ada, view } = await opened()
  expect(await ada.close(view)).toBeUndefined()
  expect(view.isOpen).toBe(false)
  const other = await opened(modal([paragraph('x')], { notify_on_close: true }))
  let closed = ''
  other.app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, view: { id } }) => {
    closed = id
    await ack()
  })
  await (await other.ada.close(other.view))?.settled
  expect(closed).toBe(other.view.id)
  void app
})

test('an App Home is published to one person, who finds it as they come', async () => {
  const { slack, team, client, ada } = await desk()
  const app = await bolt(slack, team)
  const home = (words: string) => ({
    type: 'home' as const,
    blocks: [paragraph(words), actions(button('Go'))],
  })
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: home(`${event.tab}`) as never })
  })
  app.action('press', async ({ ack, client, body }) => {
    await ack()
    await client.views.publish({ user_id: body.user.id, view: home('pressed') as never })
  })
  const { published } = await ada.openHome()
  expect(textOf(await published)).toBe('home\n[Go]')
  const pressed = await (await ada.press(await published, 'Go')).settled
  expect(textOf(pressed.home!)).toBe('pressed\n[Go]')
  expect(textOf(await (await ada.openMessages()).published)).toBe('messages\n[Go]')
  const stale = client.views.publish({ user_id: ada.user.id, view: home('x') as never, hash: 'x' })
  expect(await said(stale)).toBe('hash_conflict')
  expect(slack.violations).toEqual([])
})
