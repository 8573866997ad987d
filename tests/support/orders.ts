import type { Digest, Edition, Orders } from '#core/digest'
import { UserError } from '#core/errors'
import { paragraph } from '#core/reply'
import { saying } from '#core/show'

/** A place with its digests and what became of them; a test looks into it, and changes it as it goes. */
export type Ordered = Orders & {
  digests: Digest[]
  editions: Edition[]
  /** What was done that leaves no trace in the digests, in order. */
  done: string[]
}

/** The orders of a place kept in memory, as commands see them. */
export const orderedIn = (
  beginning: Partial<Pick<Orders, 'place' | 'isPersonal' | 'missing' | 'limit'>> & { now: string },
): Ordered => {
  const { now: moment, ...given } = beginning
  const now = Temporal.Instant.from(moment).epochMilliseconds
  const digests: Digest[] = []
  const editions: Edition[] = []
  const done: string[] = []
  const standing = () => digests.filter(({ isDeleted }) => !isDeleted)
  const put = (digest: Digest, changes: Partial<Digest>): Digest => {
    const at = digests.findIndex(
      ({ id, version }) => id === digest.id && version === digest.version,
    )
    if (at < 0) throw new UserError('Somebody else has just changed this digest.')
    const changed = { ...digest, ...changes, version: digest.version + 1 }
    digests[at] = changed
    return changed
  }
  return {
    place: '#policy',
    isPersonal: false,
    missing: [],
    limit: 'CLEAR',
    ...given,
    now,
    digests,
    editions,
    done,
    list: async () => standing(),
    find: async (id) => digests.find((one) => one.id === id),
    async add(terms) {
      const kept = { created: now, version: 1, since: 0, scanned: 0, last: now, isDeleted: false }
      const where = { platform: 'test', workspace: 'team', target: 'policy', setBy: 'discord:1' }
      const digest = { ...terms, ...where, ...kept, id: `d${digests.length + 1}` }
      digests.push(digest)
      return digest
    },
    async change(digest, terms, unset = []) {
      const changed = { ...put(digest, terms) }
      for (const name of unset) delete changed[name]
      digests[digests.findIndex(({ id }) => id === digest.id)] = changed
      return changed
    },
    remove: async (digest) => void put(digest, { isDeleted: true }),
    async restore(digest) {
      const { pause: _, ...rest } = put(digest, { isDeleted: false })
      digests[digests.findIndex(({ id }) => id === digest.id)] = rest
      return rest
    },
    preview: async ({ name }) => ({
      ...saying(paragraph('Its items')),
      headline: [name],
      tlp: 'CLEAR',
    }),
    async sendNow({ id }) {
      done.push(`sent ${id}`)
      return editions.find((one) => one.digest === id && one.state === 'open')
    },
    async history({ id }, { offset, limit }) {
      const its = editions.filter((one) => one.digest === id)
      return { items: its.slice(offset, offset + limit), total: its.length }
    },
    linkTo: ({ posted }) => posted?.message && `https://chat.example/${posted.message}`,
    async settle(edition, arrived) {
      const found = editions.find(({ id, state }) => id === edition && state === 'unknown')
      if (found) found.state = arrived ? 'sent' : 'open'
      return found
    },
    async mentionable(typed) {
      const name = typed.replace(/^@/, '').toLowerCase()
      if (name !== 'desk' && name !== '77')
        throw new UserError(`I find no role or group "${typed}".`)
      return { id: '77', text: '@desk' }
    },
  }
}
