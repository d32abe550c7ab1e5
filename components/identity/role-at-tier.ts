/** "Owner · Free Portal": a user's role in an organisation, and its portal tier. */
export function roleAtTier(role: string, tier: string): string {
  return `${role} · ${tier}`;
}
