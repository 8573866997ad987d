/** The briefing that is corrected, and the messages that show it. */
import { sayPosted } from '#core/say-published'
import type { Store } from '#core/store'
import { keyOf } from '#engine/send'
import { publication } from '../tests/support/briefings.ts'

/** A message that stands in a channel already. */
export type Standing = { channel: string; message: string }

export const slug = 'harbour-report'
export const wrong = 'five ships'
export const right = 'four ships'

const publishedOn = '2026-11-20'

const story = (changes: readonly object[] = []) =>
  publication({
    slug,
    title: 'Example Gazette reports on ships in the harbour',
    bluf: `Example Gazette reports that ${changes.length > 0 ? right : wrong} lie in the harbour.`,
    topics: ['nato'],
    published: publishedOn,
    changes: changes as never,
    body: `\n## Reported\n\nExample Gazette reports that ${changes.length > 0 ? right : wrong} lie in the harbour.\n`,
  })

/** The story as it is first told, written in a chat: no folder lies beside it. */
export const firstTold = () => ({ ...story(), origin: 'chat' as const })

/** The same once it is corrected. */
export const corrected = () => {
  const why = 'Example Gazette says four.'
  const change = { revision: 2, date: publishedOn, kind: 'correction', was: wrong, is: right, why }
  return { ...story([change]), origin: 'chat' as const }
}

const together = 500

/** Writes into the ledger that the story was posted in all these messages, as the sender would have. */
export const noteShown = async (
  store: Store,
  workspace: string,
  standing: readonly Standing[],
): Promise<void> => {
  const viewer = { kind: 'channel', workspace, channel: '', clearance: 'CLEAR' } as const
  const briefing = await store.briefing(viewer, slug)
  if (!briefing) throw new Error('the story is not there')
  const reply = sayPosted(briefing, { isReleasedAlone: false })
  const at = new Date().toISOString()
  const shown = { briefing: slug, revision: 1, owner: workspace, command: 'share', at }
  for (let from = 0; from < standing.length; from += together)
    await Promise.all(
      standing.slice(from, from + together).map(async ({ channel, message }) => {
        const answer = keyOf('bench', channel, message)
        const where = { workspace, platform: 'discord', channel, answer }
        await store.recordShown([{ ...where, ...shown }])
        await store.recordSent({ ...where, messages: [message], reply, occasion: 'unasked', at })
      }),
    )
}
