import { beforeAll, expect, it } from "vitest";
import { newOrganisation, newUser, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { deleteOrganisation } from "@/lib/organisations/deletion/operations";
import { portalReadLife } from "@/lib/organisations/deletion/portal_operations";
import { activeOrganisation, listOrganisations } from "@/lib/organisations/operations";
import { suspendOrganisation, unsuspendOrganisation } from "@/lib/organisations/suspension/operations";

useDatabase();

let administrator: SignedIn;
beforeAll(async () => {
  administrator = await newUser({ portalAdmin: true });
});

const until = "2099-01-01T10:00:00Z";
const suspension = { reason: "Unpaid.", until: new Date(until) };

it("shows in the lists of its members that an organisation is suspended, until it no longer is", async () => {
  const { owner, organisation, ref } = await newOrganisation();
  const listed = async () => (await listOrganisations(owner, {})).map((each) => each.suspension);
  expect(await listed()).toEqual([null]);
  await suspendOrganisation(administrator, { ...ref, reason: "Unpaid.", until });
  expect(await listed()).toEqual([suspension]);
  expect(await activeOrganisation(owner, {})).toMatchObject({ suspension });
  await sudo("update organisations set suspended_until = now() where id = $1", [organisation.id]);
  expect(await listed()).toEqual([null]);
  await unsuspendOrganisation(administrator, ref);
  expect(await listed()).toEqual([null]);
});

it("tells the portal whether an organisation is suspended or deleted", async () => {
  const { owner, organisation, ref } = await newOrganisation();
  const { id, handle, name } = organisation;
  const life = (reference = id) => portalReadLife(administrator, { organisation: reference });
  const plain = { id, handle, name, suspension: null, deleted: null };
  expect(await life()).toEqual(plain);
  await suspendOrganisation(administrator, { ...ref, reason: "Unpaid.", until });
  expect(await life(handle)).toEqual({ ...plain, suspension });
  await sudo("update organisations set suspended_until = now() where id = $1", [id]);
  expect(await life()).toEqual(plain);
  const second = await newOrganisation(owner);
  await deleteOrganisation(owner, { ...ref, confirm: handle });
  expect(await life()).toMatchObject({ id, handle, suspension: null, deleted: { state: "restorable" } });
  expect(await life(second.organisation.id)).toMatchObject({ deleted: null });
  await expect(life("nobody-has-it")).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(portalReadLife(owner, ref)).rejects.toMatchObject({ code: "FORBIDDEN" });
});

it("says of a handle whose former organisation was purged which organisation has it now", async () => {
  const { organisation } = await newOrganisation();
  await sudo(
    `insert into deleted_organisations (organisation_id, handle, name, deleted_by, purge_at, purge_started_at, purged_at, contents)
     values (gen_random_uuid(), $1, 'Former', 'Somebody', now(), now(), now(), '{}')`,
    [organisation.handle],
  );
  expect(await portalReadLife(administrator, { organisation: organisation.handle })).toMatchObject({
    id: organisation.id,
    deleted: null,
  });
});
