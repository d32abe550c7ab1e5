/** What the log keeps of a session: what is known of it. */
export const shownOf = (facts: Record<string, string | null>) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
