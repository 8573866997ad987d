/** A text as it may be repeated in a message: one line, short. */
export const shortened = (typed: string): string => {
  const line = typed.replace(/\s+/g, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}

/** `a`, `a or b`, `a, b or c` */
export const joinOr = (names: readonly string[]): string => joined(names, 'or')

/** `a`, `a and b`, `a, b and c` */
export const joinAnd = (names: readonly string[]): string => joined(names, 'and')

const joined = (names: readonly string[], word: string): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`
