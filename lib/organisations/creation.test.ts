import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { newMember, newUser, sudo, useDatabase } from "@/db/testing";
import { createOrganisation, readMayFound } from "@/lib/organisations/operations";

process.env.ORGANISATION_CREATION = "admins";
useDatabase();

it("only owners, admins and portal administrators may create organisations if the portal limits creation", async () => {
  const portal = await newUser({ portalAdmin: true });
  const founded = await createOrganisation(portal, { name: "First", handle: "first-guild" });
  const admin = await newMember(founded.id, "admin");
  const member = await newMember(founded.id, "member");
  const stray = await newUser();
  const people = { portal, admin, member, stray };
  for (const [who, person] of Object.entries(people)) {
    const expected = who === "portal" || who === "admin";
    expect([who, await readMayFound(person, {})]).toEqual([who, { mayFound: expected, ownedLimit: 10 }]);
    const made = createOrganisation(person, { name: "More", handle: `m-${randomUUID().slice(0, 8)}` });
    if (expected) await made;
    else await expect(made).rejects.toMatchObject({ reason: "organisation.creationClosed" });
  }
  expect(await sudo("select from organisations")).toHaveLength(3);
});
