type Line = (fields: Record<string, unknown>, message: string) => void

/** Where lines for whoever runs Sitrep go: fields, never what people wrote, and no secrets. */
export type Log = { info: Line; warn: Line; error: Line }
