/** https://docs.slack.dev/messaging/message-metadata: only the app that wrote it, and whoever it lets, reads it. */
const type = 'sitrep_delivery'

/** What goes along with a message so that it is known again. */
export const marking = (key: string) => ({
  metadata: { event_type: type, event_payload: { key } },
})

type Marked = { metadata?: { event_type?: string; event_payload?: object } }

/** The key that a message was posted with; undefined for all that we did not post. */
export const markOf = ({ metadata }: Marked): string | undefined =>
  metadata?.event_type === type
    ? (metadata.event_payload as { key?: string } | undefined)?.key
    : undefined
