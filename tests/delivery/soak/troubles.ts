import { type Asked, onDiscord, onSlack, type Trouble } from '../trouble.ts'
import type { World } from '../world.ts'
import type { Chance } from './chance.ts'

/** How often something goes wrong with a request of a kind, and how often it is only slow. */
const shares = {
  post: { wrong: 0.3, slow: 0.4 },
  edit: { wrong: 0.3, slow: 0.4 },
  read: { wrong: 0.1, slow: 0.2 },
} as const
/** As long as the real platforms take; in milliseconds. */
const slowMs = [20, 300] as const

/** What befalls a request, if anything; nothing here is a refusal that makes a digest rest. */
const anyTrouble = (chance: Chance, asked: Asked, timeoutMs: number): Trouble | undefined => {
  const { wrong, slow } = shares[asked]
  if (chance.is(slow)) return { kind: 'late', ms: chance.between(...slowMs) }
  if (!chance.is(wrong)) return undefined
  const when = chance.one(['before', 'after'] as const)
  return chance.one<() => Trouble>([
    () => ({ kind: 'limited', seconds: chance.between(0.1, 1) }),
    () => ({ kind: 'limited', seconds: chance.between(0.1, 0.5), isGlobal: true }),
    () => ({ kind: 'limited', seconds: chance.between(0.1, 1), claims: chance.between(0, 2) }),
    () => ({ kind: 'down', status: chance.one([500, 502, 503] as const), when }),
    () => ({ kind: 'down', status: 503, when: 'after' }),
    () => ({ kind: 'reset', when }),
    () => ({ kind: 'hang', when }),
    () => ({ kind: 'late', ms: timeoutMs + chance.between(-100, 500) }),
    () => ({ kind: 'truncated' }),
  ])()
}

const discordAsks: Record<string, Asked> = {
  'POST channels/:channel/messages': 'post',
  'PATCH channels/:channel/messages/:message': 'edit',
  'GET channels/:channel/messages': 'read',
}
const slackAsks: Record<string, Asked> = {
  'chat.postMessage': 'post',
  'chat.update': 'edit',
  'conversations.history': 'read',
  'conversations.replies': 'read',
}

/** Troubles both platforms, until it is ended. */
export const inTrouble = ({ discord, slack }: World, any: Chance, timeoutMs: number) => {
  let isOn = true
  let count = 0
  const next = (asked: Asked | undefined) => {
    const trouble = isOn && asked ? anyTrouble(any, asked, timeoutMs) : undefined
    if (trouble) count += 1
    return trouble
  }
  discord.trouble(({ method, route }) => {
    const trouble = next(discordAsks[`${method} ${route}`])
    return trouble && onDiscord(trouble)
  })
  slack.trouble(({ method }) => {
    const trouble = next(slackAsks[method])
    return trouble && onSlack(trouble)
  })
  return {
    count: () => count,
    end() {
      isOn = false
    },
  }
}
