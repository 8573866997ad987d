import type { Person, PersonWish } from '../api/person.ts'
import type { Slack } from '../api/slack.ts'
import { viewJson } from '../json/views.ts'
import type { Place } from '../place.ts'
import type { Message } from '../world/records.ts'
import { createBody } from './body.ts'
import { fillIn } from './form.ts'
import { visit } from './home.ts'
import { createOffers } from './offers.ts'
import { say } from './say.ts'
import { createUse } from './use.ts'

/** Somebody at their Slack: does what it lets them do and sees what it shows them. */
export const createPerson = (place: Place, slack: Slack, wish: PersonWish = {}): Person => {
  const { world, views } = place
  const [first = world.team('Desk')] = world.teams.values()
  const user = world.user(wish.name ?? 'Ada', { ...wish, team: wish.team ?? first })
  const body = createBody(place, slack, user, wish)
  const offers = createOffers(body, place.settings.manifest)
  const use = createUse(body)

  const person: Person = {
    user,
    get dm() {
      return world.dm(user)
    },
    async command(channel, line, { thread } = {}) {
      if (thread) throw new Error('slash commands are not supported in threads')
      await body.online()
      return offers.command(channel, line)
    },
    ask: async (channel, line) => (await person.command(channel, line)).settled,
    async press(on, button) {
      await body.online()
      return use.press(on, button)
    },
    async choose(on, menu, wanted) {
      await body.online()
      return use.choose(on, menu, wanted)
    },
    async suggest(on, menu, typed) {
      await body.online()
      return use.suggest(on, menu, typed)
    },
    async submit(view, values = {}) {
      await body.online()
      const over = body.shown(view)
      if (over.body.submit === undefined) throw new Error('that view has nothing to submit')
      await fillIn(over, values, use)
      const payload = { type: 'view_submission', view: viewJson(over), response_urls: [] }
      return body.begin({ kind: 'interaction', team: over.team, over, payload })
    },
    async close(view) {
      await body.online()
      const over = body.shown(view)
      views.close(over)
      if (over.body.notify_on_close !== true) return undefined
      const payload = { type: 'view_closed', view: viewJson(over), is_cleared: false }
      return body.begin({ kind: 'interaction', team: over.team, over, payload })
    },
    async shortcut(message, wanted) {
      await body.online()
      return offers.shortcut(body.seen(message), wanted)
    },
    async say(channel, text, { thread, files = [] } = {}) {
      await body.online()
      body.enter(channel)
      const root = typeof thread === 'object' ? rootOf(thread) : thread
      return say(place, slack, {
        ...{ channel, user, text, files },
        ...(root !== undefined && { thread: root }),
      })
    },
    async openHome() {
      await body.online()
      return visit(place, slack, user, 'home')
    },
    async openMessages() {
      await body.online()
      return visit(place, slack, user, 'messages')
    },
  }
  return person
}

const rootOf = ({ ts, threadTs }: Message): string => threadTs ?? ts
