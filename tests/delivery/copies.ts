import type { Message as DiscordMessage } from '../support/discord/index.ts'
import type { Message as SlackMessage } from '../support/slack/index.ts'
import type { PlatformName } from './places.ts'
import { isOver, type Scene, working } from './scene.ts'
import type { Wish } from './wish.ts'
import type { World } from './world.ts'

/** What stands somewhere now, and how to take it away. */
export type Copy = { id: string; text: string; remove(): Promise<void> }

/** All that the bot has standing in a place and the threads there, oldest first. */
export const copiesIn = (
  on: Pick<World, PlatformName>,
  { platform, target }: { platform: PlatformName; target: string },
): Copy[] => readers[platform](on, target)

const readers: Record<PlatformName, (on: Pick<World, PlatformName>, target: string) => Copy[]> = {
  discord({ discord }, target) {
    const threads = [...discord.world.channels.values()].filter(
      ({ parent }) => parent?.id === target,
    )
    const channels = [discord.world.channels.get(target), ...threads]
    return channels.flatMap((channel) =>
      (channel ? discord.messages(channel) : [])
        .filter(({ author }) => author.id === discord.bot.id)
        .map((message: DiscordMessage) => ({
          id: message.id,
          text: JSON.stringify(message),
          async remove() {
            const path = `/v10/channels/${message.channel}/messages/${message.id}`
            const headers = { authorization: `Bot ${discord.token}` }
            await fetch(`${discord.api}${path}`, { method: 'DELETE', headers })
          },
        })),
    )
  },
  slack({ slack }, target) {
    const [team = '', id = ''] = target.split('/')
    const channel = slack.world.teams.get(team)?.channels.get(id)
    if (!channel) return []
    return slack.messages(channel).map(({ ts, text, blocks }: SlackMessage) => ({
      id: `${id}/${ts}`,
      text: JSON.stringify([text, blocks]),
      remove: async () => slack.remove(channel, ts),
    }))
  },
}

/** Every correction has come to its end, and nothing is left to be looked at. */
export const isTravelled = async ({ desk }: Pick<World, 'desk'>): Promise<boolean> => {
  const [left] = await desk.read<{ open: number }>(`select
    (select count(*) from correction where state <> 'done')
    + (select count(*) from delivery where state in ('planned', 'sending'))
    + (select count(*) from late)
    + (select max(seq) from arrival) - (select seq from looked) as open`)
  return left?.open === 0
}

/** Until all that was corrected has been brought to wherever it can be. */
export const travelled = (scene: Scene, wish: Partial<Wish> = {}): Promise<void> =>
  working(scene, async () => (await isOver(scene)) && (await isTravelled(scene)), wish)

type Came = { act: string; state: string; why: string | null }

/** What became of each delivery of corrections, in the order in which they were planned. */
export const cameOf = async ({ desk }: Pick<World, 'desk'>): Promise<string[]> => {
  const rows = await desk.read<Came>(
    "select act, state, why from delivery where cause = 'correction' order by due, part",
  )
  return rows.map(({ act, state, why }) => `${act} ${state}${why === null ? '' : `: ${why}`}`)
}

/** New posts that were taken, each with the revision that it tells of. */
export const postsOf = async (scene: Pick<World, 'desk' | 'accepted'>): Promise<string[]> => {
  const rows = await scene.desk.read<{ sent_message: string }>(
    "select sent_message from delivery where cause = 'correction' and act = 'post'",
  )
  const mine = new Set(rows.map((row) => row.sent_message))
  return scene
    .accepted()
    .filter(({ id }) => mine.has(id))
    .map(({ body }) => JSON.stringify(body).match(/Q\d+v\d+x[A-Z]+/)?.[0] ?? '')
}
