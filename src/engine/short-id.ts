import { randomInt } from 'node:crypto'

/** No letter or digit looks like another. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** An id that nothing has yet: short enough to type, and longer only where the short ones run out. */
export const freeId = async (
  isTaken: (id: string) => Promise<boolean>,
  shortest = 4,
): Promise<string> => {
  for (let length = shortest; ; length += 1) {
    const id = Array.from({ length }, () => letters[randomInt(letters.length)]).join('')
    if (!(await isTaken(id))) return id
  }
}
