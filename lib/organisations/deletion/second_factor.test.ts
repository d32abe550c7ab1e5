import { expect, it } from "vitest";
import { countRows, newOrganisation, sudo, useDatabase } from "@/db/testing";
import { actorOfApiToken } from "@/lib/accounts/actor";
import { createToken } from "@/lib/api_tokens/operations";
import { exportDeletedActivity, listDeletedActivity } from "@/lib/audit/organisation_operations";
import {
  deleteOrganisation,
  listDeleted,
  purgeOrganisation,
  restoreOrganisation,
} from "@/lib/organisations/deletion/operations";
import { setSecurity } from "@/lib/organisations/security_operations";
import { withFactor } from "@/lib/second_factors/testing";

useDatabase();

/** A deleted organisation that required a second factor, and two tokens of its owner’s account: made without one, and with. */
async function deletedStrict() {
  const { owner: bare, ref, organisation } = await newOrganisation();
  await newOrganisation(bare);
  const tokenOf = async (who: typeof bare) => {
    const { token } = await createToken(who, { ...ref, name: crypto.randomUUID(), reach: "account" });
    return { actor: await actorOfApiToken(token), address: null };
  };
  const weak = await tokenOf(bare);
  const owner = await withFactor(bare);
  await setSecurity(owner, { ...ref, secondFactorRequired: true });
  const strong = await tokenOf(owner);
  await deleteOrganisation(owner, { ...ref, confirm: organisation.handle });
  return { bare, owner, weak, strong, ref: { organisation: organisation.id }, confirm: organisation.handle };
}
const shut = { code: "SECOND_FACTOR_REQUIRED" };

it("a deleted organisation that required a second factor asks its former owner for one", async () => {
  const { bare, owner, weak, strong, ref, confirm } = await deletedStrict();
  const before = await countRows(ref.organisation);
  for (const who of [bare, weak]) {
    await expect(restoreOrganisation(who, ref)).rejects.toMatchObject(shut);
    await expect(purgeOrganisation(who, { ...ref, confirm })).rejects.toMatchObject(shut);
    await expect(listDeletedActivity(who, ref)).rejects.toMatchObject(shut);
    await expect(exportDeletedActivity(who, { ...ref, format: "csv" })).rejects.toMatchObject(shut);
    // That it is there may be known, like the name of one that isn't deleted.
    expect((await listDeleted(who, {})).map(({ id }) => id)).toEqual([ref.organisation]);
  }
  expect(await countRows(ref.organisation)).toEqual(before);
  expect((await listDeletedActivity(strong, ref)).items.length).toBeGreaterThan(1);
  await restoreOrganisation(owner, ref);
});

it("its log stays shut after everything else is gone", async () => {
  const { owner, weak, ref } = await deletedStrict();
  await sudo("delete from organisations where id = $1", [ref.organisation]);
  await sudo(
    "update deleted_organisations set purge_started_at = now(), purged_at = now() where organisation_id = $1",
    [ref.organisation],
  );
  await expect(listDeletedActivity(weak, ref)).rejects.toMatchObject(shut);
  expect((await listDeletedActivity(owner, ref)).items.length).toBeGreaterThan(1);
});
