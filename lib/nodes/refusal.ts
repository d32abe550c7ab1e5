/** What keeps a node from taking a server, as the database names it (`node_refusal`). */
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

/** Said of one node. */
const words: Record<NodeRefusal, string> = {
  foreign: "It belongs to another organisation.",
  tier: "It doesn’t serve this portal tier.",
  closed: "It is closed: it takes no new servers.",
  draining: "It is being emptied: it takes no new servers.",
  unhealthy: "Its engine doesn’t answer.",
  places: "It has as many servers as it may.",
  memory: "It hasn’t enough free memory.",
  cores: "It hasn’t enough free cores.",
  disk: "It hasn’t enough free disk.",
  ports: "It hasn’t enough free ports.",
};

export function refusalWords(refusal: NodeRefusal): string {
  return words[refusal];
}

/** Said of all nodes together, in the order of the list. */
const together: Record<NodeRefusal, (count: number) => string> = {
  foreign: () => "",
  tier: (count) => `${count === 1 ? "one doesn’t" : `${count} don’t`} serve your portal tier`,
  closed: (count) => `${count === 1 ? "one is" : `${count} are`} closed`,
  draining: (count) => `${count === 1 ? "one is" : `${count} are`} being emptied`,
  unhealthy: (count) => `${count === 1 ? "one doesn’t" : `${count} don’t`} answer`,
  places: (count) => `${count === 1 ? "one has" : `${count} have`} no place left`,
  memory: (count) => `${count === 1 ? "one has" : `${count} have`} too little free memory`,
  cores: (count) => `${count === 1 ? "one has" : `${count} have`} too few free cores`,
  disk: (count) => `${count === 1 ? "one has" : `${count} have`} too little free disk`,
  ports: (count) => `${count === 1 ? "one has" : `${count} have`} too few free ports`,
};

/** Why no node takes a server, from the condition at which each failed; the other organisations' nodes don't exist. */
export function noNodeWords(refusals: readonly string[]): string {
  const seen = refusals.filter((refusal) => refusal !== "foreign");
  if (seen.length === 0) return "This portal has no node for you yet. Ask the portal’s administrator.";
  const parts = nodeRefusals.flatMap((refusal) => {
    const count = seen.filter((each) => each === refusal).length;
    return count > 0 ? [together[refusal](count)] : [];
  });
  return `No node can take this server now: ${parts.join(", ")}. Ask for less, or try again later.`;
}
