import { randomUUID } from "node:crypto";
import type { Trx } from "@/db/client";
import { handleState, takeHandle } from "@/db/queries/handles";
import { insertOrganisation } from "@/db/queries/organisations";
import { enterOrganisation } from "@/db/queries/scope";
import { fieldError } from "@/lib/errors";
import type { CommandTools } from "@/lib/kernel/trace";
import { handleFromName } from "@/lib/organisations/handle";
import { portalSettings } from "@/lib/portal/settings";
import { giveBaseZone } from "@/lib/zones/base_zone";

type FoundingTools = Pick<CommandTools, "trx" | "audit" | "caller">;

/**
 * Creates an organisation in the transaction of an operation that has checked the permission: by hand, at set-up, or as the
 * first one of a new account. The transaction is scoped to it afterwards.
 * @throws CONFLICT at the field `handle` if the requested one is taken; one made from the name is always free
 */
export async function foundOrganisation(
  tools: FoundingTools,
  { name, handle, owner }: { name: string; handle?: string; owner: { id: string; name: string } },
) {
  const { trx } = tools;
  const id = randomUUID();
  await enterOrganisation(trx, id);
  const taken = handle ? (await takeHandle(trx, handle, id)) && handle : await takeFreeHandle(trx, name, id);
  if (!taken) {
    const state = await handleState(trx, handle ?? "");
    throw fieldError(state === "held" ? "handle.held" : "handle.taken", "handle");
  }
  const organisation = await insertOrganisation(trx, { id, handle: taken, name, ownerId: owner.id });
  await giveBaseZone(tools, organisation, owner);
  return organisation;
}

async function takeFreeHandle(trx: Trx, name: string, id: string): Promise<string> {
  for (let attempt = 1; attempt <= 5; attempt++) {
    const handle = handleFromName(name, attempt);
    if (await takeHandle(trx, handle, id)) return handle;
  }
  // Many have the same name: a random number ends the search.
  const handle = handleFromName(name, Number.parseInt(id.slice(0, 7), 16));
  if (!(await takeHandle(trx, handle, id))) throw fieldError("handle.taken", "handle");
  return handle;
}

/** Creates a new account's first organisation, unless this portal limits creation to admins. */
export async function foundFirstOrganisation(tools: FoundingTools, owner: { id: string; name: string }) {
  const { trx, audit } = tools;
  if ((await portalSettings(trx)).organisationCreation === "admins") return null;
  const name = `${owner.name.slice(0, 80)}’s organisation`;
  const { id, handle } = await foundOrganisation(tools, { name, owner });
  audit({
    operation: "organisation.create",
    event: null,
    within: { organisationId: id },
    actor: owner,
    target: { id, name },
    after: { name, handle },
  });
  return { id, handle };
}
