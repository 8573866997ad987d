import type { Store } from '#core/store'
import type { Tlp } from '#core/tlp'
import { change, publication } from '../support/briefings.ts'

/** A revision as it was published; its title says which it is, so that it is known wherever it is shown. */
export type Story = {
  briefing: string
  revision: number
  tlp: Tlp
  isWithdrawn: boolean
  topics: readonly string[]
}

export type Newsroom = {
  /** Every revision there was, in order. */
  stories: readonly Story[]
  publish(tlp?: Tlp, topics?: readonly string[]): Promise<Story>
  /** A new revision of one that stands. */
  correct(story: Story, tlp?: Tlp): Promise<Story>
  withdraw(story: Story): Promise<Story>
}

/** Made-up briefings, published in the store as an import would. */
export const newsroom = (store: Store, zone: string): Newsroom => {
  const stories: Story[] = []
  const today = () => Temporal.Now.plainDateISO(zone).toString()
  const put = async (story: Story): Promise<Story> => {
    const { briefing, revision, tlp, isWithdrawn, topics } = story
    const day = today()
    const changes = revision - 1 - (isWithdrawn ? 1 : 0)
    await store.publish('', [
      publication({
        slug: briefing,
        title: `${tokenOf(story)} as the Gazette reports it`,
        tlp: `TLP:${tlp}`,
        published: day,
        topics: [...topics],
        changes: Array.from({ length: changes }, (_, at) => change(at + 2, 'correction', day)),
        ...(isWithdrawn && { withdrawn: { date: day, reason: 'The Gazette withdrew it.' } }),
      }),
    ])
    stories.push(story)
    return story
  }
  return {
    stories,
    publish(tlp = 'CLEAR', topics = ['defence-core']) {
      const count = stories.filter(({ revision }) => revision === 1).length
      return put({ briefing: `q${count + 1}`, revision: 1, tlp, isWithdrawn: false, topics })
    },
    correct: (story, tlp = story.tlp) => put({ ...story, tlp, revision: story.revision + 1 }),
    withdraw: (story) => put({ ...story, revision: story.revision + 1, isWithdrawn: true }),
  }
}

/** `Q12v1xAMBER`: no platform has to escape it, and it is cut nowhere. */
export const tokenOf = ({ briefing, revision, tlp }: Story): string =>
  `${briefing.toUpperCase()}v${revision}x${tlp.replace('+', '')}`
