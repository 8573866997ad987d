import { randomUUID } from 'node:crypto'

/** How long a ticket of `apps.connections.open` is good, in milliseconds. */
export const ticketLife = 30_000

export type Tickets = {
  issue(): string
  /** Whether it is good; it is not a second time. */
  redeem(ticket: string): boolean
}

export const createTickets = (): Tickets => {
  const expiries = new Map<string, number>()
  return {
    issue() {
      const ticket = randomUUID()
      expiries.set(ticket, Date.now() + ticketLife)
      return ticket
    },
    redeem(ticket) {
      const isGood = Date.now() < (expiries.get(ticket) ?? 0)
      expiries.delete(ticket)
      return isGood
    },
  }
}
