import type { Digest, DigestTerms, Orders } from '#core/digest'
import { aside, type Block, button, buttons, list, paragraph, type Reply } from '#core/reply'
import type { Schedule } from '#core/schedule'
import { saying } from '#core/show'
import type { Topic } from '#core/topics'
import { callButton, isNobody, meantBy, notYet } from './mention.ts'
import { asTyped, inWords, type Term, terms } from './terms.ts'
import { nextTimes } from './times.ts'
import { freeName, quoted } from './which.ts'

/** What is to be different about a digest, as it was read from what was typed. */
export type Wish = {
  when?: Schedule | undefined
  topics?: readonly Topic[] | undefined
  zone?: string | undefined
  name?: string | undefined
  empty?: 'yes' | 'no' | undefined
  form?: DigestTerms['form'] | undefined
  mention?: string | undefined
}

type Here = { orders: Orders; topics: readonly Topic[] }

/** Changes what is different, and says what it was, what it is, and how to go back. */
export const change = async (digest: Digest, wish: Wish, here: Here): Promise<Reply> => {
  const { orders, topics } = here
  const meant = await meantBy(wish.mention, orders)
  const calls = meant?.id === digest.mention?.id ? undefined : meant
  const leaves = wish.mention !== undefined && isNobody(wish.mention) ? digest.mention : undefined
  const changes = different(digest, await changesIn(digest, wish, orders), topics)
  if (changes.length === 0 && !leaves)
    return calls
      ? saying(...notYet(calls), ...buttons(callButton(calls, digest)))
      : saying(paragraph('That is how it is already, so nothing was changed.'))

  const all: Partial<DigestTerms> = Object.assign({}, ...changes.map(([, one]) => one))
  const changed = await orders.change(digest, all, leaves && ['mention'])
  const asked = calls ?? leaves
  const told = changes.map(([term]) => term)
  return saying(
    ...sayChanged(digest, changed, leaves ? [...told, 'mention'] : told, here),
    ...notYet(calls),
    ...buttons(backTo(digest, told, topics), asked && callButton(asked, digest)),
  )
}

type Change = readonly [Exclude<Term, 'mention'>, Partial<DigestTerms>]

const changesIn = async (
  { id: own }: Digest,
  { when, topics, zone, name, empty, form }: Wish,
  orders: Orders,
): Promise<Change[]> => {
  const others = (await orders.list()).filter(({ id }) => id !== own)
  const told: Record<Change[0], Change[1] | undefined> = {
    name: name ? { name: freeName(name, others) } : undefined,
    when: when && { schedule: when },
    zone: zone ? { zone } : undefined,
    topics: topics && { topics: topics.map(({ slug }) => slug) },
    empty: empty && { sendsEmpty: empty === 'yes' },
    form: form && { form },
  }
  return terms.flatMap((term): Change[] => (told[term] ? [[term, told[term]]] : []))
}

/** What is told again as it is already changes nothing: times would count anew for it. */
const different = (digest: Digest, changes: readonly Change[], topics: readonly Topic[]) => {
  const was = inWords(digest, topics)
  return changes.filter(
    ([term, one]) => inWords({ ...digest, ...one }, topics)[term].value !== was[term].value,
  )
}

const sayChanged = (
  digest: Digest,
  changed: Digest,
  named: readonly Term[],
  { orders, topics }: Here,
): Block[] => {
  const [was, is] = [inWords(digest, topics), inWords(changed, topics)]
  const isRescheduled = named.includes('when') || named.includes('zone')
  return [
    paragraph(`Changed in ${quoted(digest)}:`),
    list(
      named.map((term) => ({
        text: [`${was[term].name}: was ${was[term].value}, is ${is[term].value}`],
      })),
    ),
    ...(isRescheduled
      ? [
          ...nextTimes(changed, orders.now),
          aside('It counts from now on: times that have passed are not made up for.'),
        ]
      : []),
  ]
}

/** Tells what was changed as it was. */
const backTo = (digest: Digest, told: readonly Change[0][], topics: readonly Topic[]) => {
  if (told.length === 0) return undefined
  const was = asTyped(digest, topics)
  const before = Object.fromEntries(told.map((term) => [term, was[term]]))
  return button('Back to how it was', 'digest edit', { digest: digest.id, ...before })
}
