/** A thread that makes publications: reading a briefing takes several times as long as storing it. */
import { parentPort } from 'node:worker_threads'
import { publicationOf } from './corpus.ts'

parentPort!.on('message', ({ from, to }: { from: number; to: number }) =>
  parentPort!.postMessage(Array.from({ length: to - from }, (_, at) => publicationOf(from + at))),
)
