import type { Opened } from '../api/person.ts'
import type { Slack } from '../api/slack.ts'
import { viewJson } from '../json/views.ts'
import type { Place } from '../place.ts'
import type { User } from '../world/records.ts'

/** Comes to the app's own place, and the app hears of it. */
export const visit = (place: Place, slack: Slack, user: User, tab: 'home' | 'messages'): Opened => {
  const { views, world, tell } = place
  const owner = { team: user.home, user }
  const view = views.home(owner)
  const before = view?.hash
  tell(user.home, {
    type: 'app_home_opened',
    user: user.id,
    channel: world.dm(user).id,
    tab,
    ...(tab === 'home' && view && { view: viewJson(view) }),
  })
  return {
    get home() {
      return views.home(owner)
    },
    get published() {
      const look = () => {
        const now = views.home(owner)
        return now?.hash === before ? undefined : now
      }
      return slack.until(look, 'a Home to be published')
    },
  }
}
