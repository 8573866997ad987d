import { setTimeout as wait } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { hold } from '#engine/holder'
import { eventually } from '../support/eventually.ts'
import { emptyStore } from '../support/store.ts'

const leaseMs = 600

it('is held for as long as it is renewed, and by one alone', async () => {
  const { leases } = await emptyStore()
  const mine = hold({ leases, holder: 'a', leaseMs }, 'lane')
  const other = hold({ leases, holder: 'b', leaseMs }, 'lane')
  expect(await mine.take()).toBe(true)
  await wait(2 * leaseMs)
  expect([mine.isHeld(), other.isHeld()]).toEqual([true, false])
  await mine.release()
  expect(mine.isHeld()).toBe(false)
  await eventually(() => other.isHeld())
  await other.release()
  expect(await leases.taken()).toEqual([])
})

it('ends by its own clock where the store cannot be reached', async () => {
  const { leases } = await emptyStore()
  let isAway = false
  const take: typeof leases.take = async (...given) => {
    if (isAway) throw new Error('away')
    return leases.take(...given)
  }
  const mine = hold({ leases: { ...leases, take }, holder: 'a', leaseMs }, 'lane')
  onTestFinished(() => mine.release())
  await mine.take()
  isAway = true
  expect(mine.isHeld()).toBe(true)
  await wait(leaseMs)
  expect(mine.isHeld()).toBe(false)
  isAway = false
  await eventually(() => mine.isHeld())
})

it('ends by its own clock in a process that stood still', async () => {
  const { leases } = await emptyStore()
  const mine = hold({ leases, holder: 'a', leaseMs }, 'lane')
  onTestFinished(() => mine.release())
  await mine.take()
  // Nothing runs meanwhile, as when a process is frozen.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, leaseMs + 50)
  expect(mine.isHeld()).toBe(false)
})
