import { describe, expect, it } from 'vitest'
import { settlementOf, type Tried } from '#core/after'
import type { Outcome } from '#core/chat'

const here = Temporal.Instant.from('2026-02-16T07:45:00Z')
// The database's clock may differ from this process's.
const now = here.epochMilliseconds + 5_000
const tried: Tried = {
  cause: 'edition',
  part: 0,
  act: 'post',
  channel: 'C1',
  room: 'R1',
  name: '#policy',
}
const after = (outcome: Outcome, more: Partial<Tried> = {}) =>
  settlementOf(outcome, { ...tried, ...more }, { now, here })

describe('what an outcome means', () => {
  it('is sent with its message and the room whose limit held', () => {
    expect(after({ kind: 'sent', message: 'M1' })).toEqual({
      to: 'sent',
      channel: 'C1',
      message: 'M1',
      room: 'R1',
    })
  })
  it('is sent too where somebody has deleted it since', () => {
    expect(after({ kind: 'removed' })).toMatchObject({ to: 'sent', message: '' })
  })
  it('is tried again when the platform says, by the clock of the database', () => {
    const at = here.add({ milliseconds: 1_500 })
    expect(after({ kind: 'later', at })).toMatchObject({ to: 'planned', notBefore: now + 1_500 })
  })
  it('is not tried before now where the platform names the past', () => {
    const at = here.subtract({ hours: 1 })
    expect(after({ kind: 'later', at })).toMatchObject({ notBefore: now })
  })
  it('stays open where it may have arrived', () => {
    expect(after({ kind: 'unknown', why: 'status 502' })).toBeUndefined()
  })
  it('rests the digest where its first message is refused, and says what helps', () => {
    expect(after({ kind: 'forbidden', missing: ['Send Messages'] })).toEqual({
      to: 'failed',
      why: 'I need Send Messages in #policy. Whoever manages it can allow that',
      pause: 'I need Send Messages in #policy. Whoever manages it can allow that',
    })
  })
  it.each([
    ['in the thread', { part: 2 }],
    ['of another cause', { cause: 'notice' as const }],
  ])('does not rest a digest for a message %s', (_, more) => {
    expect(after({ kind: 'gone' }, more)).toEqual({
      to: 'failed',
      why: '#policy is no longer there',
    })
  })
  it('goes back where the token was refused', () => {
    expect(after({ kind: 'signedOut' })).toMatchObject({ to: 'planned', notBefore: now + 60_000 })
  })
})
