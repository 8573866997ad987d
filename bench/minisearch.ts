import { fork } from 'node:child_process'
import { once } from 'node:events'

export type Mini = {
  buildMs: number
  rss: number
  /** Milliseconds inside the child: the way there and back does not count. */
  search(words: string, combineWith?: 'AND' | 'OR'): Promise<number>
  close(): void
}

/** MiniSearch over the texts of a plain FTS5 database, in a child process. */
export const openMini = async (plainFile: string): Promise<Mini> => {
  const child = fork(new URL('./minisearch-child.ts', import.meta.url), [plainFile], {
    execArgv: ['--max-old-space-size=6000'],
  })
  const [built] = (await once(child, 'message')) as [{ buildMs: number; rss: number }]
  return {
    ...built,
    async search(words, combineWith = 'AND') {
      child.send({ words, combineWith })
      const [{ ms }] = (await once(child, 'message')) as [{ ms: number }]
      return ms
    },
    close: () => void child.kill(),
  }
}
