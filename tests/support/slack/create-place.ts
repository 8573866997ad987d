import { createNews } from '../discord/news.ts'
import type { Wire } from './api/wire.ts'
import { createInteractions } from './interactions/interactions.ts'
import { takeAck } from './interactions/take-ack.ts'
import type { Place } from './place.ts'
import { eventsOf, type Settings, scopesOf } from './settings.ts'
import { createWire } from './wire/index.ts'
import type { Dead } from './world/changes.ts'
import { createMessages } from './world/messages.ts'
import { createTell } from './world/telling.ts'
import { createViews } from './world/views.ts'
import { createWorld } from './world/world.ts'

/** Where nothing is to be kept: milliseconds for an interaction, messages in a channel, notes of the wire. */
const keptBriefly = 10_000
const keptMessages = 200
const keptNotes = 500

/** What whoever serves it knows and keeps. */
type Outside = Pick<Place, 'accept'> & { state: () => string; address: () => string }

/** Everything but the HTTP server, wired. */
export const createPlace = (settings: Settings, { state, address, accept }: Outside): Place => {
  const isKept = settings.keep === 'all'
  const news = createNews(settings.within)
  const wire: Wire = createWire({
    ...settings,
    tell() {
      if (!isKept)
        for (const list of [wire.sent, wire.acks])
          list.splice(0, Math.max(0, list.length - keptNotes))
      news.tell()
    },
  })
  const tell = createTell({ events: eventsOf(settings.manifest), wire: () => wire })
  const dead: Dead = new Map()
  const asked = scopesOf(settings.manifest)
  const messages = createMessages(isKept ? Number.POSITIVE_INFINITY : keptMessages)
  const views = createViews()
  const interactions = createInteractions({
    messages,
    views,
    news,
    wire,
    state,
    address,
    keepFor: isKept ? Number.POSITIVE_INFINITY : keptBriefly,
    take: (open) => takeAck(place, open),
  })
  const place: Place = {
    settings,
    world: createWorld(tell, dead, { scopes: asked, token: settings.token }),
    messages,
    views,
    interactions,
    wire,
    tell,
    news,
    dead,
    statuses: new Map(),
    prompts: new Map(),
    asked: new Set(asked),
    violations: [],
    accept,
    mayMention: new Set(),
    files: new Map(),
  }
  return place
}
