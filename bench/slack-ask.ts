import { commands } from '#commands'
import { formOf } from '#core/form-of'
import { renderForm } from '#platforms/slack/render/form'
import type { Slack } from '../tests/support/slack/index.ts'
import type { Ask, Outcome, Sample } from './chat-load.ts'
import type { Wish } from './chat-texts.ts'
import type { Answers } from './slack-answers.ts'
import type { Asker } from './slack-people.ts'
import { pick } from './vocabulary.ts'

type Wire = Pick<Slack['wire'], 'tell' | 'sent' | 'acks'>
type Notice = Parameters<Wire['tell']>[0]

/** As any of the askers: commands that are whole, and the first letters of what a dialogue asks for. */
export const askOn =
  ({ wire }: { wire: Wire }, askers: readonly Asker[], answers: Answers): Ask =>
  (wish, chance) => {
    const asker = pick(chance, askers)
    const sample: Sample = { kind: wish.kind, outcome: 'open' }
    const watch = watching(sample)
    const isTyping = wish.kind === 'suggestions'
    const notice = isTyping ? typing(asker, wish) : command(asker, wish, answers.expect(watch.said))
    void wire.tell(notice).then((taken) => {
      if (taken.kind === 'lost') watch.lost()
      else if (isTyping) watch.offered(taken.response)
      else watch.acknowledged()
      // Kept for tests; all that was said would fill this process's heap.
      wire.sent.length = 0
      wire.acks.length = 0
    })
    return sample
  }

const watching = (sample: Sample) => {
  const sent = performance.now()
  const since = (): number => performance.now() - sent
  const settle = (outcome: Outcome): void => {
    sample.whole = since()
    sample.outcome = outcome
  }
  const acknowledged = (): void => {
    sample.ack = since()
  }
  return {
    acknowledged,
    lost: () => {
      sample.outcome = 'failed'
    },
    /** All that is typed has something to choose from, so nothing offered is a refusal. */
    offered(response: unknown) {
      acknowledged()
      const { options = [] } = (response ?? {}) as { options?: unknown[] }
      settle(options.length > 0 ? 'answered' : 'refused')
    },
    /** An answer is whole with the last of its messages. */
    said(text: string) {
      if (sample.outcome !== 'failed') settle(refusal.test(text) ? 'refused' : 'answered')
    },
  }
}

/** What the product says where it does not answer. */
const refusal = /^(?:Too much is being asked|Something failed)/

/** Those that Slack knows without `/sitrep` before them. */
const own = new Set(['brief', 'ask'])

const command = (asker: Asker, { command: name, value }: Wish, response_url: string): Notice => {
  const typed = own.has(name)
    ? { command: `/${name}`, text: value }
    : { command: '/sitrep', text: `${name} ${value}` }
  return {
    kind: 'command',
    body: { ...asker.command, ...typed, response_url, trigger_id: '1.2.3' },
  }
}

const typing = ({ suggestion, channel }: Asker, { command: name, option, value }: Wish): Notice => {
  const view = { ...viewOf(name, channel), id: 'V0BENCH', hash: '1.2', state: { values: {} } }
  const container = { type: 'view', view_id: view.id }
  const typed = { action_id: option, block_id: option, value }
  return {
    kind: 'interaction',
    body: { ...suggestion, type: 'block_suggestion', container, view, ...typed },
  }
}

/** The dialogue that a command without what it needs opens. */
const viewOf = (name: string, channel: string) => {
  const known = commands.find((one) => one.name === name)
  if (!known) throw new Error(`no command ${name}`)
  return renderForm(formOf(known), { channel }).view
}
