const letters = 'abcdefghjkmnpqrstuvwxyz'

/** The first id that nothing has yet, where others are drawn by lot: two worlds are to draw the same. */
export const freeId = async (
  isTaken: (id: string) => Promise<boolean>,
  shortest = 4,
): Promise<string> => {
  for (let nth = 0; ; nth += 1) {
    const id =
      letters[Math.floor(nth / letters.length)] +
      'a'.repeat(shortest - 2) +
      letters[nth % letters.length]
    if (!(await isTaken(id))) return id
  }
}
