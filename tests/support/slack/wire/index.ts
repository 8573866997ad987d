import type { Notice, Wire, WireSettings } from '../api/wire.ts'
import { createConnections } from './connections.ts'
import { createHttp } from './http.ts'
import { createListener } from './listener.ts'
import { createRecords } from './records.ts'
import { createRetries } from './retries.ts'
import { createSocketMode } from './socket-mode.ts'
import type { Way } from './way.ts'

const usual = {
  ackWithin: 3_000,
  retryAfter: [0, 60_000, 300_000],
  pingEvery: 5_000,
  closeAfter: 1_000,
  lingers: false,
  tell: () => {},
}

/** How Slack tells an app what happens: by Socket Mode, or by signed HTTP requests. */
export const createWire = (wish: WireSettings): Wire => {
  const settings = { ...usual, ...wish }
  const { appToken, ackWithin, tell } = settings
  // `xapp-1-<app>-...`
  const appId = appToken.split('-')[2] ?? 'A1'
  let url: string | undefined
  let last: Notice | undefined

  const records = createRecords(tell)
  const http = createHttp(settings.signingSecret, records, ackWithin)
  const socketMode = createSocketMode(() => connections.next(), records, ackWithin)
  const connections = createConnections({
    ...settings,
    appId,
    hear: socketMode.hear,
    greeted() {
      retries.retry('unheard')
      tell()
    },
    gone(connection) {
      socketMode.gone(connection)
      tell()
    },
  })
  const listener = createListener(connections.upgrade)
  const way: Way = (attempt) => (url ? http.tell(url, attempt) : socketMode.way(attempt))
  const retries = createRetries(way, settings.retryAfter, () => !url && connections.isShut())

  const toHttp = async (address: string | undefined): Promise<void> => {
    if (address) await http.challenge(address)
    url = address
    retries.retry('unheard')
  }

  return {
    async open(token) {
      if (token !== appToken) return undefined
      const address = await listener.address()
      return `${address}/link/?ticket=${connections.ticket()}&app_id=${appId}`
    },
    async tell(notice) {
      if (notice.kind !== 'event') return way({ notice, retry: 0 })
      last = notice
      return retries.tell(notice)
    },
    async repeat() {
      if (!last) throw new Error('no event was told yet')
      return way({ notice: last, retry: 0 })
    },
    toHttp,
    async forge(how, body) {
      if (!url) throw new Error('a request is forged where HTTP is in use')
      return http.forge(url, how, body)
    },
    get connections() {
      return connections.count()
    },
    get hellos() {
      return connections.hellos()
    },
    get isUp() {
      return url !== undefined || connections.count() > 0
    },
    admit: connections.admit,
    cut: connections.cut,
    disconnect: connections.disconnect,
    pongAfter: connections.pongAfter,
    loseAcks: records.loseAcks,
    retryNow: () => retries.retry(),
    forget: retries.forget,
    sent: records.sent,
    acks: records.acks,
    violations: records.violations,
    async stop() {
      retries.forget()
      http.stop()
      connections.stop()
      await listener.stop()
    },
  }
}
