import type { ChatPlatform } from '#core/chat'
import type { CorrectionOutcome } from '#core/correction'
import type { Failure, Progress } from '#core/say-correction'
import type { Store } from '#core/store'

export type ProgressParts = { store: Store; platforms: readonly ChatPlatform[] }

/** How far a correction has come, for its receipt; undefined where there is none by this id. */
export const progressOf = async (
  { store, platforms }: ProgressParts,
  id: string,
): Promise<Progress | undefined> => {
  if (!(await store.corrections.find(id))) return undefined
  const { failed, unposted, ...counts } = await store.corrections.outcomes(id)
  return {
    ...counts,
    failed: await failuresOf(platforms, failed),
    unposted: await failuresOf(platforms, unposted),
  }
}

/** What could not be done, with what people call the place. */
export const failuresOf = (
  platforms: readonly ChatPlatform[],
  failed: readonly CorrectionOutcome[],
): Promise<Failure[]> =>
  Promise.all(
    failed.map(async ({ platform: name, workspace, channel, message, isPersonal, why = '' }) => {
      const platform = platforms.find((one) => one.name === name)
      if (isPersonal) return { where: "somebody's direct messages", why }
      const where = (await platform?.channelFacts(channel))?.name ?? 'a channel that is gone'
      const link = message ? platform?.linkTo(workspace, channel, message) : undefined
      return { where, why, ...(link !== undefined && { link }) }
    }),
  )
