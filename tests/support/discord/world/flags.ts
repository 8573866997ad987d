import type { Message } from './records.ts'

/** Discord's flags of a message that matter here. */
export const flags = { suppressEmbeds: 4, ephemeral: 64, loading: 128, v2: 32_768 } as const

export const hasFlag = ({ flags: set }: Pick<Message, 'flags'>, flag: number): boolean =>
  (set & flag) !== 0

export const isV2 = (message: Pick<Message, 'flags'>): boolean => hasFlag(message, flags.v2)
