/**
 * Chooses among numbered sentences those that answer a question: numbers from 0, best first, or none
 * where no sentence does. Undefined where it could not tell (too late, refused, nonsense): then the
 * answer is found without it. Nothing else that it says is ever shown.
 */
export type Choose = (
  question: string,
  sentences: readonly string[],
) => Promise<number[] | undefined>
