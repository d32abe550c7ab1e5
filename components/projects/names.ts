/** "Survival, Events and 2 more": the first few of a member's projects. */
export function projectNames(projects: readonly { name: string }[], most = 3): string {
  const names = projects.map(({ name }) => name);
  if (names.length === 0) return "No project";
  if (names.length <= most) return names.join(", ");
  return `${names.slice(0, most - 1).join(", ")} and ${names.length - most + 1} more`;
}
