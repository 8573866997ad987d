import type { IncomingMessage, ServerResponse } from 'node:http'
import { HTTPReceiver } from '@slack/bolt'
import type { OperatorError } from '#core/errors'
import type { Log } from '#core/log'
import { silent } from '../client.ts'
import type { SlackSettings } from '../settings.ts'
import { keepConnected } from './connection.ts'
import type { Processing } from './processing.ts'

type Parts = {
  settings: SlackSettings
  process: Processing
  log: Log
  leaving: AbortSignal
  /** Slack can tell us of things again, after a time in which it could not. */
  back(): void
  /** It never will: something has to be mended. */
  lost(error: OperatorError): void
}

/** How Slack tells us of things. */
export type Arrivals = {
  /** Resolves when it can. Throws OperatorError. */
  start(): Promise<void>
  isUp(): boolean
  /** Resolves when nothing more can come. */
  ended(): Promise<void>
  /** What is posted to `/slack/events`, in HTTP mode. */
  listener?: (request: IncomingMessage, response: ServerResponse) => void
}

/** Slack replaces connections whenever it likes; while one is, the other takes what comes. */
const connections = 2

export const bySocket = (parts: Parts, appToken: string): Arrivals => {
  const { settings, process, log, leaving, back, lost } = parts
  const { api, timeoutMs } = settings
  let up = 0
  let isTold = false
  let kept: Promise<unknown> = Promise.resolve()

  const failed = (why: string): void => {
    if (up > 0 || isTold) return
    isTold = true
    log.warn({ why, api }, 'Slack cannot be reached; that is tried until it can')
  }
  return {
    start: () =>
      new Promise((resolve, reject) => {
        const changed = (isUp: boolean): void => {
          up += isUp ? 1 : -1
          if (isUp && up === 1) {
            log.info({}, isTold ? 'Slack is back' : 'on Slack')
            isTold = false
            resolve()
            back()
          }
          if (up === 0 && !leaving.aborted) failed('the connection was cut')
        }
        leaving.addEventListener('abort', () => resolve(), { once: true })
        const keep = () =>
          keepConnected({ appToken, api, timeoutMs, process, leaving, changed, failed }).catch(
            (error: OperatorError) => {
              reject(error)
              lost(error)
            },
          )
        kept = Promise.all(Array.from({ length: connections }, keep))
      }),
    isUp: () => up > 0 && !leaving.aborted,
    ended: async () => void (await kept),
  }
}

export const byHttp = ({ process, leaving, back }: Parts, signingSecret: string): Arrivals => {
  let isStarted = false
  const receiver = new HTTPReceiver({
    signingSecret,
    logger: silent,
    unhandledRequestHandler: () => undefined,
  })
  receiver.init({ processEvent: process } as never)
  return {
    async start() {
      isStarted = true
      back()
    },
    isUp: () => isStarted && !leaving.aborted,
    ended: async () => undefined,
    listener(request, response) {
      // Slack tells of events again; whoever asks sees that nobody was there.
      if (leaving.aborted || !isStarted) return void response.writeHead(503).end()
      try {
        receiver.requestListener(request, response)
      } catch {
        response.writeHead(404).end()
      }
    },
  }
}
