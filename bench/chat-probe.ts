/** Loaded into a bot beside its own program: tells once a second how the process is. */
import { constants, monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

/** `ms` milliseconds since the one before, and since then all threads' work and how late the event loop came. */
export type Pulse = {
  ms: number
  cpu: number
  delay: { p99: number; most: number }
  /** Bytes: of the process, and what its main thread still held when V8 had last collected all it could. */
  memory: { rss: number; live: number }
}

// @types/node does not know what an entry of this type brings along.
type Collected = { detail: { kind: number } }

/** What was live after the last full collection, in bytes; 0 before the first. */
const watchLive = (): (() => number) => {
  let live = 0
  new PerformanceObserver((list) => {
    const kinds = list.getEntries().map((entry) => (entry as unknown as Collected).detail.kind)
    const isFull = kinds.includes(constants.NODE_PERFORMANCE_GC_MAJOR)
    if (isFull) live = process.memoryUsage().heapUsed
  }).observe({ entryTypes: ['gc'] })
  return () => live
}

const beat = (): void => {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const live = watchLive()
  let at = performance.now()
  let cpu = process.cpuUsage()
  const pulse = (): Pulse => {
    const { user, system } = process.cpuUsage(cpu)
    const told = {
      ms: performance.now() - at,
      cpu: (user + system) / 1_000,
      delay: { p99: delay.percentile(99) / 1e6, most: delay.max / 1e6 },
      memory: { rss: process.memoryUsage.rss(), live: live() },
    }
    at = performance.now()
    cpu = process.cpuUsage()
    delay.reset()
    return told
  }
  setInterval(() => process.send?.(pulse(), () => undefined), 1_000).unref()
  process.channel?.unref()
}

// What is loaded into a process is loaded into each of its threads.
if (isMainThread) beat()
