import type { KeptQuestion, Questions, Spot } from '#core/question'
import type { Store } from '#core/store'
import { freeId } from './short-id.ts'

export type QuestionParts = { store: Pick<Store, 'questions'>; now: () => Temporal.Instant }

/** Where somebody asks; which workspace that belongs to is looked up once it matters. */
export type AskedAt = Omit<Spot, 'workspace'> & { workspace(): Promise<string> }

/** As long as one still has in mind what was asked before. */
const followUpMinutes = 10

const idLength = 10
const named = (letters: string): string => `q-${letters}`

/** What an asker may do with their own questions. */
export const questionsOf = (
  { store: { questions }, now }: QuestionParts,
  at: AskedAt,
): Questions => {
  const { platform, channel, person } = at
  const own = async (id: string): Promise<KeptQuestion | undefined> => {
    const found = await questions.find(id.trim())
    return found?.person === person ? found : undefined
  }
  return {
    async last() {
      const since = now().subtract({ minutes: followUpMinutes }).toString()
      return questions.last({ platform, workspace: await at.workspace(), channel, person }, since)
    },
    async keep(asked) {
      const isTaken = async (free: string) => (await questions.find(named(free))) !== undefined
      const id = named(await freeId(isTaken, idLength))
      const workspace = await at.workspace()
      const when = now().toString()
      await questions.keep({ ...asked, id, platform, workspace, channel, person, at: when })
      return id
    },
    find: own,
    async judge(id, verdict) {
      const found = await own(id)
      return found !== undefined && questions.judge(found.id, verdict)
    },
  }
}
