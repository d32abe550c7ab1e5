import type { Facts } from "@/db/queries/deliveries";

interface Who {
  actorKind: string;
  actorId: string | null;
  actorName: string;
}

/** Not everybody who reads the log sees addresses in it, so nobody else is told one. */
const withoutAddress = (name: string) => (/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(name) ? null : name);

/** What a webhook is told of a row of the log: who, and to what; neither the values nor the network address. */
export const factsOf = (
  { actorKind, actorId, actorName }: Who,
  target: { id: string; name: string } | undefined,
): Facts => ({
  actor: { kind: actorKind, id: actorId, name: withoutAddress(actorName) ?? "Somebody" },
  target: target ? { id: target.id, name: withoutAddress(target.name) } : null,
});
