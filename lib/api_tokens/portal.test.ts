import { describe, expect, it } from "vitest";
import { newOrganisation, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { actorOfApiToken } from "@/lib/accounts/actor";
import {
  createPortalToken,
  createPortalTokenFor,
  createToken,
  deleteToken,
  listMyTokens,
} from "@/lib/api_tokens/operations";
import { systemCaller } from "@/lib/kernel/actor";
import { listNodes } from "@/lib/nodes/operations";
import {
  activeOrganisation,
  createOrganisation,
  listOrganisations,
  readOrganisation,
} from "@/lib/organisations/operations";
import { listEveryOrganisation, setTier } from "@/lib/organisations/portal_operations";
import type { PortalRight } from "@/lib/portal_rights";
import { hashToken } from "@/lib/tokens";
import { promoteUser } from "@/lib/users/operations";

useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const asToken = async (token: string): Promise<SignedIn> => ({
  actor: (await actorOfApiToken(token)) as never,
  address: null,
});

describe("a token for portal administration", () => {
  const administrator = async () => {
    const { owner, organisation, ref } = await newOrganisation();
    await sudo("update users set portal_admin = true where id = $1", [owner.actor.userId]);
    return { admin: { ...owner, actor: { ...owner.actor, portalAdmin: true } }, organisation, ref };
  };
  const portal = { name: "ops", reach: "portal" as const };

  it("gives access only to portal administration, and its creation is in its holder's log", async () => {
    const { admin, ref } = await administrator();
    const made = await createPortalToken(admin, { ...portal, expiresInDays: 7 });
    expect(made).toMatchObject({ reach: "portal", expiresAt: expect.any(Date) });
    const program = await asToken(made.token);
    await setTier(program, { ...ref, portalTier: "paid" });
    expect((await listEveryOrganisation(program, {})).items.length).toBeGreaterThan(0);
    for (const refused of [
      readOrganisation(program, ref),
      listOrganisations(program, {}),
      activeOrganisation(program, {}),
      createOrganisation(program, { name: "X" }),
    ])
      await expect(refused).rejects.toEqual(reason("token.portalAlone"));
    for (const refused of [createPortalToken(program, portal), promoteUser(program, { user: admin.actor.email })])
      await expect(refused).rejects.toEqual(reason("token.reach"));
    expect(await listMyTokens(admin, {})).toMatchObject([{ name: "ops", reach: "portal", organisationName: null }]);
    const [row] = await sudo<{ chain: string }>("select chain from audit where operation = 'token.createPortal'");
    expect(row?.chain).toBe(`user:${admin.actor.userId}`);
    await deleteToken(admin, { id: made.id });
    expect(await actorOfApiToken(made.token)).toBeNull();
  });

  it("can have some of the portal's rights", async () => {
    const { admin, ref } = await administrator();
    const narrow = async (permissions: PortalRight[]) =>
      asToken((await createPortalToken(admin, { ...portal, permissions })).token);
    const reader = await narrow(["portal.organisation.read"]);
    await listEveryOrganisation(reader, {});
    await expect(setTier(reader, { ...ref, portalTier: "paid" })).rejects.toEqual(reason("permission.token"));
    await expect(listNodes(reader, {})).rejects.toEqual(reason("permission.token"));
    await listNodes(await narrow(["portal.node.read"]), {});
    await expect(
      createToken(admin, { ...ref, ...portal, permissions: ["portal.node.read"] } as never),
    ).rejects.toMatchObject({
      code: "INVALID",
    });
  });

  it("can be created only by portal administrators, and stops working when they no longer are", async () => {
    const { admin, ref } = await administrator();
    const { owner } = await newOrganisation();
    await expect(createPortalToken(owner, portal)).rejects.toEqual(reason("permission.portal"));
    const { token } = await createPortalToken(admin, portal);
    await listNodes(await asToken(token), {});
    await sudo("update users set portal_admin = false where id = $1", [admin.actor.userId]);
    await expect(listNodes(await asToken(token), {})).rejects.toEqual(reason("permission.portal"));
    await expect(readOrganisation(await asToken(token), ref)).rejects.toEqual(reason("token.portalAlone"));
  });

  it("can be created on the command line only for portal administrators", async () => {
    const { admin } = await administrator();
    const { owner } = await newOrganisation();
    const machine = systemCaller("command line");
    const { token } = await createPortalTokenFor(machine, { ...portal, email: admin.actor.email });
    await listNodes(await asToken(token), {});
    await expect(createPortalTokenFor(machine, { ...portal, email: owner.actor.email })).rejects.toEqual(
      reason("token.noAdministrator"),
    );
  });

  it("isn't accepted by an earlier version that doesn't know this scope", async () => {
    const { admin, organisation } = await administrator();
    const { token } = await createPortalToken(admin, portal);
    const { token: known } = await createToken(admin, { organisation: organisation.id, name: "x" });
    const former = (text: string) => sudo<{ name: string }>("select name from enter_token($1)", [hashToken(text)]);
    expect(await former(token)).toEqual([]);
    expect(await former(known)).toHaveLength(1);
  });
});
