import { randomBytes } from 'node:crypto'
import { readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import type { Leases } from '#core/lease'

/** Two containers may have processes of the same number: on Linux each numbers its own. */
const numbering = (): string => {
  try {
    return readlinkSync('/proc/self/ns/pid').replace(/\D/g, '')
  } catch {
    return ''
  }
}

const machine = `${hostname()}:${numbering()}`

/** A name for this process that no other has, by which whoever runs it finds it. */
export const holderName = (): string =>
  `${machine}:${process.pid}:${randomBytes(4).toString('hex')}`

/** Whether it was a process of this machine that is no more. */
const isGone = (holder: string): boolean => {
  if (!holder.startsWith(`${machine}:`)) return false
  const [pid = ''] = holder.slice(machine.length + 1).split(':')
  if (!/^\d+$/.test(pid)) return false
  if (Number(pid) === process.pid) return true
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

/** What those had that were killed here need not be waited for: a restart goes on at once. */
export const releaseOfGone = async (leases: Leases, me: string): Promise<void> => {
  for (const { name, holder } of await leases.taken())
    if (holder !== me && isGone(holder)) await leases.release(name, holder)
}
