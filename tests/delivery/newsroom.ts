import type { Store } from '#core/store'
import type { Tlp } from '#core/tlp'
import { pen } from '#intake/pen'
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
  /** Withdraws it and takes its words out of every revision, as a draft does that is published. */
  erase(story: Story): Promise<void>
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
    erase: (story) => erase(store, { ...story, revision: story.revision + 1 }, today()),
  }
}

const author = { platform: 'discord', person: 'discord:1', name: 'Ada' }

const erase = async (store: Store, { briefing, revision }: Story, date: string): Promise<void> => {
  const base = { workspace: '', briefing, revision: revision - 1 }
  const draft = await store.drafts.add({
    ...{ id: 'x7k3', workspace: '', author, kind: 'retract', base, markdown: '' },
    ...{ removesWords: true, created: `${Temporal.Now.instant()}` },
  })
  const revisions = await Array.fromAsync(
    store.revisions({ kind: 'operator', clearance: 'RED' }, [briefing]),
  )
  const { markdown } = revisions.at(-1)!
  const tombstone = pen.emptied(pen.withdrawn(markdown, { date, reason: 'A court ordered it.' }))
  const { file } = pen.check(tombstone.markdown)
  await store.drafts.publish(draft, {
    publication: { ...file!, id: briefing, revision, origin: 'folder' },
    isReleasedAlone: true,
    at: `${Temporal.Now.instant()}`,
    emptied: revisions.map((one) => ({
      revision: one.ref.revision,
      ...pen.emptied(one.markdown),
    })),
    deliveries: [],
    deed: { workspace: '', by: author, kind: 'withdrew', about: briefing },
  })
}

/** `Q12v1xAMBER`: no platform has to escape it, and it is cut nowhere. */
export const tokenOf = ({ briefing, revision, tlp }: Story): string =>
  `${briefing.toUpperCase()}v${revision}x${tlp.replace('+', '')}`
