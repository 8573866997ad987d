import type { ChatPlatform } from '#core/chat'
import type { Plan } from '#core/digest'
import type { Store } from '#core/store'
import type { Report } from './wish.ts'

export const acts = [
  'plan',
  'look',
  'page',
  'claim',
  'read-back',
  'post',
  'edit',
  'settle',
] as const
export type Act = (typeof acts)[number]

/**
 * Where a process ends itself with SIGKILL: before it does something, or as soon as that is done. One that
 * is `isFreezing` stops there until it gets SIGCONT.
 */
export type CrashPoint = { act: Act; when: 'before' | 'after'; isFreezing?: boolean }

type Ended = <A extends unknown[], R>(
  act: Act,
  does: (...given: A) => Promise<R>,
  counts?: (...given: A) => boolean,
) => (...given: A) => Promise<R>

/** The same, ending the process there and then; it does so once. */
const endedAt = (point: CrashPoint): Ended => {
  let isOver = false
  const end = async (): Promise<void> => {
    if (isOver) return
    isOver = true
    if (point.isFreezing) await sayFrozen()
    process.kill(process.pid, point.isFreezing ? 'SIGSTOP' : 'SIGKILL')
  }
  return (act, does, counts = () => true) =>
    async (...given) => {
      const isHere = point.act === act && counts(...given)
      if (isHere && point.when === 'before') await end()
      const result = await does(...given)
      if (isHere && point.when === 'after') await end()
      return result
    }
}

const sayFrozen = (): Promise<unknown> => {
  const report: Report = { report: 'frozen' }
  return new Promise((said) => process.send?.(report, said))
}

/** A store that the process does not outlive. */
export const crashingStore = (store: Store, point: CrashPoint): Store => {
  const ended = endedAt(point)
  const { corrections, digests, outbox } = store
  const isToSend = (plans: readonly Plan[]): boolean =>
    plans.some(({ occurrences }) => occurrences.some(({ skipped }) => skipped === undefined))
  return {
    ...store,
    digests: { ...digests, plan: ended('plan', digests.plan, isToSend) },
    corrections: {
      ...corrections,
      begin: ended('look', corrections.begin, (_, some) => some.length > 0),
      plan: ended('page', corrections.plan),
    },
    outbox: {
      ...outbox,
      claim: ended('claim', outbox.claim),
      settle: ended('settle', outbox.settle),
    },
  }
}

/** A platform that the process does not outlive. */
export const crashingPlatform = (platform: ChatPlatform, point: CrashPoint): ChatPlatform => {
  const ended = endedAt(point)
  return {
    ...platform,
    post: ended('post', platform.post),
    reply: ended('post', platform.reply),
    edit: ended('edit', platform.edit),
    readBack: ended('read-back', platform.readBack),
  }
}
