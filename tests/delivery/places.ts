import type { Discord } from '../support/discord/index.ts'
import type { Slack } from '../support/slack/index.ts'
import type { Wish } from './wish.ts'

export const platformNames = ['discord', 'slack'] as const
export type PlatformName = (typeof platformNames)[number]

/** A channel, by the names that the product has for it. */
export type Place = {
  platform: PlatformName
  workspace: string
  target: string
  /** Who has set up its digest. */
  setBy: string
}

export type PlacesWish = {
  on: readonly PlatformName[]
  /** So many servers or workspaces on each platform, and channels in each of them. */
  workspaces?: number
  channels?: number
  /** Whether those who set digests up can be reached; else nobody hears of what goes wrong. */
  hasManagers?: boolean
}

type Platforms = { discord: Discord; slack: Slack }

const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at))

/** Makes channels to post in. */
export const placesOn = (on: Platforms, wish: PlacesWish): Place[] =>
  wish.on.flatMap((name) => makers[name](on, wish))

const makers: Record<PlatformName, (on: Platforms, wish: PlacesWish) => Place[]> = {
  discord({ discord: { world } }, { workspaces = 1, channels = 1, hasManagers }) {
    return times(workspaces, (nth) => world.guild(`Desk ${nth}`)).flatMap((guild) => {
      const ada = world.user('Ada')
      if (hasManagers) world.join(guild, ada)
      return times(channels, (nth) => ({
        platform: 'discord',
        workspace: guild.id,
        target: world.channel(guild, `policy-${nth}`).id,
        setBy: `discord:${ada.id}`,
      }))
    })
  },
  slack({ slack: { world } }, { workspaces = 1, channels = 1, hasManagers }) {
    return times(workspaces, (nth) => world.team(`Desk ${nth}`)).flatMap((team) => {
      const ada = hasManagers ? world.user('Ada', { team }).id : 'U00000000'
      return times(channels, (nth) => ({
        platform: 'slack',
        workspace: team.id,
        target: `${team.id}/${world.channel(team, `policy-${nth}`).id}`,
        setBy: `slack:${team.id}/${ada}`,
      }))
    })
  },
}

/** What a worker has to know to get there. */
export const waysTo = (
  { discord, slack }: Platforms,
  { on }: Pick<PlacesWish, 'on'>,
): Pick<Wish, PlatformName> => {
  const teams = [...slack.world.teams.values()]
  const tokens = Object.fromEntries(teams.flatMap(({ id, token }) => (token ? [[id, token]] : [])))
  return {
    ...(on.includes('discord') && { discord: { api: discord.api, token: discord.token } }),
    ...(on.includes('slack') && { slack: { api: slack.api, tokens } }),
  }
}
