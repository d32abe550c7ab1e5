/**
 * Work in steps: between two of them whoever has it done may let others have their turn. A step is what is done of one thing (an entry, a
 * record, a set), never of a number of them, which may be large ones.
 */
export type Steps<T> = Generator<unknown, T>;

/** All of it in one go. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
