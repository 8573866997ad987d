import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Publication } from '#core/store'

const chunk = 10_000
const threads = 2

/** The first `count` publications of the corpus, a large chunk at a time; idle while one is used. */
export async function* generated(count: number): AsyncGenerator<Publication[]> {
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL('./generate-worker.ts', import.meta.url)),
  )
  for (let from = 0; from < count; from += chunk) {
    const to = Math.min(count, from + chunk)
    const share = Math.ceil((to - from) / threads)
    const parts = workers.map(async (worker, at): Promise<Publication[]> => {
      const begin = Math.min(to, from + at * share)
      worker.postMessage({ from: begin, to: Math.min(to, begin + share) })
      const [made] = await once(worker, 'message')
      return made
    })
    yield (await Promise.all(parts)).flat()
  }
  await Promise.all(workers.map((worker) => worker.terminate()))
}
