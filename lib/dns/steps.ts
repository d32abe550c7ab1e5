/**
 * Work in steps, between which the caller may yield. A step handles one thing (an entry, a record, an RRset), never several, which
 * may be large.
 */
export type Steps<T> = Generator<unknown, T>;

/** Does all steps at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
