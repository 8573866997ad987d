import type { Taken, Wire } from '../api/wire.ts'
import { type Attempt, lost } from './way.ts'

export type Records = Pick<Wire, 'sent' | 'acks' | 'violations' | 'loseAcks'> & {
  /** Notes that an attempt went out; gives the function that notes its ack. */
  noteSent(attempt: Attempt, connection: number): (response: unknown) => Taken
  noteViolation(rule: string, body: unknown): void
}

/** What went over the wire and came back. */
export const createRecords = (tell: () => void): Records => {
  let toLose = 0
  const records: Records = {
    sent: [],
    acks: [],
    violations: [],
    loseAcks(count) {
      toLose = count
    },
    noteViolation(rule, body) {
      records.violations.push({ rule, path: 'socket', body })
      tell()
    },
    noteSent({ notice, retry }, connection) {
      const began = performance.now()
      records.sent.push({ kind: notice.kind, retry, connection })
      tell()
      return (response) => noteAck({ kind: notice.kind, retry, connection, response }, began)
    },
  }
  const noteAck = (ack: Omit<Wire['acks'][number], 'after'>, began: number): Taken => {
    const { retry, response } = ack
    const after = performance.now() - began
    records.acks.push({ ...ack, after })
    tell()
    if (toLose === 0) return { kind: 'taken', response, after, retry }
    toLose -= 1
    return lost('late')
  }
  return records
}

/** What an app answered, the same by either way: nothing, or an object. */
export const meant = (answer: unknown): unknown => {
  if (typeof answer === 'string') return answer === '' ? undefined : { text: answer }
  return isEmpty(answer) ? undefined : answer
}

const isEmpty = (answer: unknown): boolean =>
  answer === undefined ||
  answer === null ||
  (typeof answer === 'object' && Object.keys(answer).length === 0)
