/** "Owner · Free Portal": who somebody is in an organisation, and what the portal gives it. */
export function roleAtTier(role: string, tier: string): string {
  return `${role} · ${tier}`;
}
