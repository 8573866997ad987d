/** Things in groups of `size`, in order; the last may be smaller. */
export const chunks = <T>(things: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(things.length / size) }, (_, at) =>
    things.slice(at * size, (at + 1) * size),
  )
