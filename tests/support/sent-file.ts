/** A file that somebody sends with a message; what is told of it may be a lie. */
export type SentFile = {
  name: string
  content: string | Uint8Array
  type?: string
  /** What is said of its size, in bytes. */
  size?: number
  /** Where it is said to lie, if not where the platform keeps people's files. */
  url?: string
  /** Where whoever asks for it is sent on to. */
  movedTo?: string
}

export const bytesOf = ({ content }: SentFile): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content
