import type { Discord } from '../api/discord.ts'
import type { Person, PersonWish } from '../api/person.ts'
import { interactionTypes } from '../json/interactions.ts'
import { messageJson } from '../json/messages.ts'
import type { Place } from '../place.ts'
import type { User } from '../world/records.ts'
import { createBody } from './body.ts'
import { choosable, chosen, pressable } from './controls.ts'
import { filledForm } from './form.ts'
import { createOffers } from './offers.ts'
import { say } from './say.ts'

/** Somebody at their Discord client: does what it lets them do and sees what it shows them. */
export const createPerson = (place: Place, discord: Discord, wish: PersonWish = {}): Person => {
  const { world, interactions, messages } = place
  const user: User = world.user(wish.name ?? 'Ada', wish)
  const body = createBody(place, discord, user, wish)
  const offers = createOffers(place, discord, body)

  const person: Person = {
    user,
    get dm() {
      return world.dm(user)
    },
    command: (channel, name, values = {}) =>
      offers.invoke(channel, name, interactionTypes.command, { values }),
    ask: async (channel, name, values) => (await person.command(channel, name, values)).settled,
    async autocomplete(channel, name, option, typed, others = {}) {
      const filled = { values: { ...others, [option]: typed }, focused: option }
      const sent = await offers.invoke(channel, name, interactionTypes.autocomplete, filled)
      return (await sent.settled).choices ?? []
    },
    async press(message, button) {
      await body.online()
      return body.use(message, (now) => pressable(now, button))
    },
    async choose(message, menu, ...wanted) {
      await body.online()
      const select = (now: typeof message) => choosable(now, menu)
      return body.use(message, select, (found) => wanted.map((one) => chosen(found, one)))
    },
    async submit(modal, values = {}) {
      await body.online()
      const opener = interactions.byToken(modal.interaction)
      const source = messages.get(opener?.source ?? '')
      return body.begin(
        body.channel(opener?.channel),
        interactionTypes.submit,
        { custom_id: modal.custom_id, components: filledForm(modal.components, values) },
        source && { message: messageJson(source) },
      )
    },
    async askAbout(message, name) {
      const now = messages.get(message.id) ?? message
      return offers.askAbout(body.channel(now.channel), now, name)
    },
    async say(channel, text, how) {
      await body.online()
      body.enter(channel)
      return say(place, discord, { channel, user, text, ...how })
    },
  }
  return person
}
