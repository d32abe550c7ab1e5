/** Work in steps: between two of them whoever has it done may let others have their turn. */
export type Steps<T> = Generator<unknown, T>;

/** Of what is counted as one: a few milliseconds’ work. */
export const stepSize = 4_000;

/** All of it in one go. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
