import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { narrowTo, newHolder, newMember, newOrganisation, newProjects, newUser, sudo, useDatabase } from "@/db/testing";
import { newZone } from "@/db/testing/zones";
import { createToken } from "@/lib/api_tokens/operations";
import {
  exportAnyActivity,
  exportDeletedActivity,
  listAnyActivity,
  listDeletedActivity,
} from "@/lib/audit/organisation_operations";
import { answerDownload } from "@/lib/doors/rest/download";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { purgeOrganisations } from "@/lib/jobs/purges";
import { systemCaller } from "@/lib/kernel/actor";
import { newNode } from "@/lib/nodes/testing";
import {
  deleteOrganisation,
  purgeOrganisation,
  readDeleted,
  restoreOrganisation,
} from "@/lib/organisations/deletion/operations";
import { beginPurge, purgeStep } from "@/lib/organisations/deletion/purge_operations";
import { newServer, tablesOfOrganisations, twoOwned } from "@/lib/organisations/deletion/testing";
import { createOrganisation, updateOrganisation } from "@/lib/organisations/operations";
import { forgetServer } from "@/lib/servers/work/operations";
import { createWebhook } from "@/lib/webhooks/operations";

useDatabase();

const system = systemCaller("purge");
const reason = (expected: string) => expect.objectContaining({ reason: expected });

/** The tables that still have a row of an organisation. */
async function tablesWith(id: string): Promise<string[]> {
  const found = [];
  for (const { name, column } of await tablesOfOrganisations())
    if ((await sudo(`select from ${name} where ${column} = $1 limit 1`, [id])).length > 0) found.push(name);
  return [...new Set(found)];
}

/** An organisation with something of most things, deleted by its owner. */
async function deletedWithAll() {
  const { first, owner } = await twoOwned();
  const { id, handle } = first.organisation;
  await sudo("update organisations set portal_tier = 'enterprise' where id = $1", [id]);
  await newHolder(id, ["server.read"], "Builder");
  const [project = ""] = await newProjects(id, "Shop");
  await narrowTo(id, await newMember(id, "member"), project);
  const node = await newNode({ dedicatedTo: id });
  const server = await newServer(first, node);
  const zone = await newZone(id);
  const other = await newOrganisation();
  await newZone(id, undefined, false);
  await sudo(
    "insert into zone_grants (id, organisation_id, name, grantee_id) values (gen_random_uuid(), $1, $2, $3), (gen_random_uuid(), $3, $4, $1)",
    [id, `a.${zone.name}`, other.organisation.id, `b.${zone.name}`],
  );
  await sudo("insert into organisation_pools (organisation_id, what, most) values ($1, 'memory', 5)", [id]);
  await createToken(owner, { ...first.ref, name: "Deploy" });
  await createWebhook(owner, { ...first.ref, name: "Hook", url: "https://example.org/" });
  await inviteMember(owner, { ...first.ref, email: "c@example.org" });
  await updateOrganisation(owner, { ...first.ref, handle: `n-${randomBytes(8).toString("hex")}` });
  const confirm = id;
  await deleteOrganisation(owner, { organisation: id, confirm });
  return { owner, id, oldHandle: handle, server, node, zone, confirm };
}

describe("a purge", () => {
  it("leaves no row of the organisation but in the log, and in what holds its names", async () => {
    const { owner, id, server, node, zone, confirm } = await deletedWithAll();
    expect((await tablesWith(id)).length).toBeGreaterThan(15);
    await purgeOrganisations();
    expect(await readDeleted(owner, { organisation: id })).toMatchObject({ state: "restorable" });
    await expect(purgeOrganisation(owner, { organisation: id, confirm: "other" })).rejects.toMatchObject({
      code: "INVALID",
    });
    await purgeOrganisation(owner, { organisation: id, confirm });
    await purgeOrganisations();
    // The server has to go first.
    expect(await readDeleted(owner, { organisation: id })).toMatchObject({
      state: "purging",
      left: { servers: 1, zones: 2, members: 3 },
    });
    await expect(restoreOrganisation(owner, { organisation: id })).rejects.toEqual(reason("organisation.purging"));
    await forgetServer(system, { server, organisationId: id });
    await purgeOrganisations();
    expect(await tablesWith(id)).toEqual(["audit", "deleted_organisations"]);
    expect(await readDeleted(owner, { organisation: id })).toMatchObject({ state: "purged", left: null });
    expect(await sudo("select state, dedicated_to from nodes where id = $1", [node])).toEqual([
      { state: "closed", dedicated_to: null },
    ]);
    expect(await sudo("select organisation_id from zone_names where name = $1", [zone.name])).toEqual([
      { organisation_id: null },
    ]);
    const log = await sudo("select operation from audit where organisation_id = $1 order by seq desc limit 1", [id]);
    expect(log).toEqual([{ operation: "organisation.purgeStep" }]);
  });

  it("leaves the log, which the former owner and the portal still read and export, and nobody else", async () => {
    const { first, owner } = await twoOwned();
    const { id, handle } = first.organisation;
    const admin = await newMember(id, "admin");
    await deleteOrganisation(owner, { ...first.ref, confirm: handle, permanent: true });
    await purgeOrganisations();
    const portal = await newUser({ portalAdmin: true });
    const ref = { organisation: id };
    const done = ["organisation.purgeStep", "organisation.delete", "organisation.create"];
    for (const { items } of [await listDeletedActivity(owner, ref), await listAnyActivity(portal, ref)])
      expect(items.map(({ operation }) => operation)).toEqual(done);
    for (const file of [
      await exportDeletedActivity(owner, { ...ref, format: "ndjson" }),
      await exportAnyActivity(portal, { ...ref, format: "ndjson" }),
    ]) {
      const lines = (await answerDownload(file).text()).trim().split("\n");
      expect(lines.map((line) => JSON.parse(line).operation).slice(0, 3)).toEqual(done.toReversed());
      expect(JSON.parse(lines[0] ?? "").hash).toMatch(/^[0-9a-f]{64}$/);
    }
    await expect(listDeletedActivity(admin, ref)).rejects.toEqual(reason("unknown"));
    await expect(exportDeletedActivity(admin, { ...ref, format: "csv" })).rejects.toEqual(reason("unknown"));
    await expect(listAnyActivity(owner, ref)).rejects.toEqual(reason("permission.portal"));
  });

  it("holds the handles for the former owner for ninety days, and for nobody else", async () => {
    const { first, owner } = await twoOwned();
    const { id, handle } = first.organisation;
    await deleteOrganisation(owner, { ...first.ref, confirm: handle, permanent: true });
    await purgeOrganisations();
    expect(await readDeleted(owner, { organisation: id })).toMatchObject({ state: "purged" });
    const stranger = await newUser();
    await expect(createOrganisation(stranger, { name: "Mine", handle })).rejects.toEqual(reason("handle.held"));
    const [held] = await sudo<{ days: number }>(
      "select round(extract(epoch from held_until - now()) / 86400)::int as days from handles where handle = $1",
      [handle],
    );
    expect(held).toEqual({ days: 90 });
    expect(await createOrganisation(owner, { name: "Again", handle })).toMatchObject({ handle });
  });

  it("goes on after being cut off at any step, and each is done once by many at a time", async () => {
    const { owner, id, server, confirm } = await deletedWithAll();
    await purgeOrganisation(owner, { organisation: id, confirm });
    await Promise.all([purgeOrganisations(), purgeOrganisations(), purgeOrganisations()]);
    await forgetServer(system, { server, organisationId: id });
    // A worker that died after one step.
    expect(await purgeStep(system, { organisationId: id })).toBe(true);
    await Promise.all([purgeOrganisations(), purgeOrganisations(), purgeOrganisations()]);
    expect(await tablesWith(id)).toEqual(["audit", "deleted_organisations"]);
    const ends = await sudo("select from audit where organisation_id = $1 and operation = 'organisation.purgeStep'", [
      id,
    ]);
    expect(ends).toHaveLength(1);
  });

  it("against a restore at the same moment: one of them happens, and the organisation is whole or on its way out", async () => {
    for (let attempt = 0; attempt < 20; attempt++) {
      const { first, owner } = await twoOwned();
      const { id, handle } = first.organisation;
      await deleteOrganisation(owner, { ...first.ref, confirm: handle });
      const moment =
        "update deleted_organisations set purge_at = now() + interval '15 milliseconds' where organisation_id = $1";
      await sudo(moment, [id]);
      const restore = async () => {
        await pause(attempt);
        return restoreOrganisation(owner, { organisation: id }).then(
          () => "restored",
          (error: { reason: string }) => error.reason,
        );
      };
      const begin = async () => {
        await pause(20);
        return beginPurge(system, { organisationId: id });
      };
      const [restored, begun] = await Promise.all([restore(), begin()]);
      expect([restored, begun]).toEqual(begun ? ["organisation.purging", true] : ["restored", false]);
    }
  });
});
