/** Why a node can't take a server, as the database names it (`node_refusal`). */
export const nodeRefusals = [
  "foreign",
  "tier",
  "closed",
  "draining",
  "unhealthy",
  "places",
  "memory",
  "cores",
  "disk",
  "ports",
] as const;
export type NodeRefusal = (typeof nodeRefusals)[number];

/** About one node. */
const words: Record<NodeRefusal, string> = {
  foreign: "It is dedicated to another organisation.",
  tier: "It doesn’t serve your portal tier.",
  closed: "Closed to new servers.",
  draining: "Draining: it accepts no new servers.",
  unhealthy: "Offline.",
  places: "It has reached its maximum number of servers.",
  memory: "Not enough free memory.",
  cores: "Not enough free CPU cores.",
  disk: "Not enough free disk.",
  ports: "Not enough free ports.",
};

export function refusalWords(refusal: NodeRefusal): string {
  return words[refusal];
}

/** About all nodes together, in the order of the list. */
const together: Record<NodeRefusal, (count: number) => string> = {
  foreign: () => "",
  tier: (count) => `${count === 1 ? "one doesn’t" : `${count} don’t`} serve your portal tier`,
  closed: (count) => `${count === 1 ? "one is" : `${count} are`} closed`,
  draining: (count) => `${count === 1 ? "one is" : `${count} are`} draining`,
  unhealthy: (count) => `${count === 1 ? "one is" : `${count} are`} offline`,
  places: (count) => `${count === 1 ? "one has" : `${count} have`} reached the maximum number of servers`,
  memory: (count) => `${count === 1 ? "one has" : `${count} have`} too little free memory`,
  cores: (count) => `${count === 1 ? "one has" : `${count} have`} too few free CPU cores`,
  disk: (count) => `${count === 1 ? "one has" : `${count} have`} too little free disk`,
  ports: (count) => `${count === 1 ? "one has" : `${count} have`} too few free ports`,
};

/** Why no node can take a server, from the condition at which each failed. Other organisations' nodes aren't mentioned. */
export function noNodeWords(refusals: readonly string[]): string {
  const seen = refusals.filter((refusal) => refusal !== "foreign");
  if (seen.length === 0) return "No node is available to you yet. Contact the administrator.";
  if (seen.every((refusal) => refusal === "tier"))
    return "No node is available for your portal tier. Contact the administrator.";
  const parts = nodeRefusals.flatMap((refusal) => {
    const count = seen.filter((each) => each === refusal).length;
    return count > 0 ? [together[refusal](count)] : [];
  });
  return `No node can take this server now: ${parts.join(", ")}. Choose smaller limits, or try again later.`;
}
