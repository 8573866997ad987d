import type { DiscordSettings } from './api/discord.ts'
import { createGateway } from './gateway/gateway.ts'
import { greeting, readyJson } from './gateway/ready.ts'
import { createInteractions, type InteractionSettings } from './interactions/interactions.ts'
import { createNews } from './news.ts'
import type { Place } from './place.ts'
import { gatewayUrl } from './routes/table.ts'
import { createCommandBook } from './world/commands.ts'
import { createMessages } from './world/messages.ts'
import { createWorld } from './world/world.ts'

/** Milliseconds for which an interaction stays known where nothing is to be kept. */
const keptBriefly = 10_000

/** Everything but the HTTP server, wired. */
export const createPlace = (
  settings: Required<DiscordSettings>,
  { accept, ...notes }: Pick<InteractionSettings, 'state' | 'noteAck'> & Pick<Place, 'accept'>,
): Place => {
  const news = createNews(settings.within)
  const world = createWorld((event, data) => gateway.dispatch(event, data))
  const messages = createMessages(settings.nonceFor)
  const gateway = createGateway({
    ...settings,
    botId: world.bot.id,
    url: () => gatewayUrl({ settings }),
    ready: () => readyJson(world),
    greet: () => greeting(world),
    tell: news.tell,
  })
  const interactions = createInteractions({
    ...settings,
    ...notes,
    keepFor: settings.keep === 'all' ? Number.POSITIVE_INFINITY : keptBriefly,
    messages,
    news,
    dispatch: (payload) => gateway.dispatch('INTERACTION_CREATE', payload),
  })
  return {
    settings,
    world,
    messages,
    interactions,
    commands: createCommandBook(world.bot.id),
    gateway,
    news,
    violations: [],
    accept,
    mayMention: new Set(),
    files: new Map(),
  }
}
