/** "Owner · Free Portal": who somebody is in an organisation, and what the portal gives it. */
export function standing(role: string, tier: string): string {
  return `${role} · ${tier}`;
}
