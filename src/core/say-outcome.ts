import type { Outcome } from './chat.ts'

/** Half a sentence for whoever asked: why it is not there, and what helps. */
export const sayStopped = (stopped: Exclude<Outcome, { kind: 'sent' }>, name: string): string => {
  switch (stopped.kind) {
    case 'later':
      return `${name} takes no more messages at the moment. Try again in a minute.`
    case 'gone':
      return `${name} is no longer there.`
    case 'removed':
      return `It was in ${name}, and somebody has deleted it.`
    case 'forbidden':
      return sayMissing(stopped.missing, name)
    case 'unknown':
      return `I cannot tell whether it reached ${name}. Look there before you try again.`
    case 'signedOut':
    case 'invalid':
      return `${name} did not take it. Tell whoever runs Sitrep: the log says why.`
    default:
      return stopped satisfies never
  }
}

/** `I need Embed Links in #policy.` */
export const sayMissing = (missing: readonly string[], name: string): string =>
  missing.length === 0
    ? `I may not post in ${name}. Whoever manages it can allow that.`
    : `I need ${missing.join(' and ')} in ${name}. Whoever manages it can allow that.`
