import type { Store } from '#core/store'

/** The store as it would be without one briefing: not found, and not counted. */
export const without = (store: Store, slug: string): Store => ({
  ...store,
  async candidates(viewer, wish) {
    const { rows, counts, total } = await store.candidates(viewer, { ...wish, best: wish.best + 1 })
    const gone = rows.find((row) => row.slug === slug)
    if (!gone) return { rows: rows.slice(0, wish.best + wish.newest), counts, total }
    const holding = [...counts.holding].map(([key, count]): [string, number] => [
      key,
      gone.bag.includes(` ${key}:`) ? count - 1 : count,
    ])
    return {
      rows: rows.filter((row) => row !== gone),
      total: total - 1,
      counts: { visible: counts.visible - 1, holding: new Map(holding) },
    }
  },
})
