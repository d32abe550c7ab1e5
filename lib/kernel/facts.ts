import type { Facts } from "@/db/queries/deliveries";

interface Who {
  actorKind: string;
  actorId: string | null;
  actorName: string;
}

/** Not everybody who may read the log sees addresses in it, so webhooks get none. */
const withoutAddress = (name: string) => (/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(name) ? null : name);

/** The facts of a log row for a webhook: actor and target, but neither values nor network address. */
export const factsOf = (
  { actorKind, actorId, actorName }: Who,
  target: { id: string; name: string } | undefined,
): Facts => ({
  actor: { kind: actorKind, id: actorId, name: withoutAddress(actorName) ?? "Somebody" },
  target: target ? { id: target.id, name: withoutAddress(target.name) } : null,
});
