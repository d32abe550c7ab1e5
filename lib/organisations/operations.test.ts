import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { countRows, newMember, newOrganisation, newUser, signIn, sudo, useDatabase } from "@/db/testing";
import {
  activeOrganisation,
  checkHandle,
  createOrganisation,
  listOrganisations,
  makeDefault,
  readOrganisation,
  selectOrganisation,
  updateOrganisation,
} from "@/lib/organisations/operations";
import { setTier } from "@/lib/organisations/portal_operations";

useDatabase();

const code = (expected: string) => expect.objectContaining({ code: expected });
const reason = (expected: string) => expect.objectContaining({ reason: expected });
const settle = <T>(calls: Promise<T>[]) => Promise.allSettled(calls);

describe("founding", () => {
  it("makes its creator the owner, and is logged", async () => {
    const user = await newUser();
    const created = await createOrganisation(user, { name: "  Fjord Host ", handle: "Fjord-Host" });
    expect(created).toMatchObject({
      name: "Fjord Host",
      handle: "fjord-host",
      ownerId: user.actor.userId,
      portalTier: "free",
      orgRole: "owner",
    });
    expect(await listOrganisations(user, {})).toMatchObject([
      { handle: "fjord-host", orgRole: "owner", memberCount: 1, tierName: "Free Portal" },
    ]);
    const rows = await sudo("select operation, actor_id, target_name from audit where organisation_id = $1", [
      created.id,
    ]);
    expect(rows).toEqual([
      { operation: "organisation.create", actor_id: user.actor.userId, target_name: "Fjord Host" },
    ]);
  });

  it("makes an available handle from the name if none is given", async () => {
    const user = await newUser();
    const first = await createOrganisation(user, { name: "Mothership Minecraft!" });
    const second = await createOrganisation(user, { name: "Mothership Minecraft!", handle: "" });
    expect([first.handle, second.handle]).toEqual(["mothership-minecraft", "mothership-minecraft-2"]);
  });

  it("gives a handle to exactly one of twenty parallel requests; the rest get CONFLICT", async () => {
    const users = await Promise.all(Array.from({ length: 20 }, () => newUser()));
    const results = await settle(users.map((user) => createOrganisation(user, { name: "Race", handle: "the-race" })));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toEqual(reason("handle.taken"));
    expect(await sudo("select count(*)::int as n from organisations where handle = 'the-race'")).toEqual([{ n: 1 }]);
  });

  it("stops a user at ten owned organisations, also with twenty parallel requests", async () => {
    const user = await newUser();
    const results = await settle(Array.from({ length: 20 }, () => createOrganisation(user, { name: "Many" })));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toEqual(reason("organisation.limit"));
  });

  it("refuses unknown fields, and writes nothing", async () => {
    const user = await newUser();
    const input = { name: "Sly", handle: "sly-one", portalTier: "enterprise" };
    await expect(createOrganisation(user, input as never)).rejects.toEqual(code("INVALID"));
    expect(await sudo("select from organisations where handle = 'sly-one'")).toHaveLength(0);
  });
});

describe("the database's constraints on the owner", () => {
  it("refuse a second owner, and an organisation without one, even from the database's owner", async () => {
    const { organisation } = await newOrganisation();
    const member = await newMember(organisation.id, "admin");
    const change = (role: string, user: string) =>
      sudo("update members set role = $1 where organisation_id = $2 and user_id = $3", [role, organisation.id, user]);
    await expect(change("owner", member.actor.userId)).rejects.toThrow("members_one_owner");
    await expect(change("admin", organisation.ownerId)).rejects.toThrow("organisations_owner");
  });
});

describe("an organisation", () => {
  it("answers an outsider as if it didn't exist", async () => {
    const { ref } = await newOrganisation();
    const outsider = await newUser();
    const foreign = await readOrganisation(outsider, ref).catch((error) => error);
    const missing = await readOrganisation(outsider, { organisation: randomUUID() }).catch((error) => error);
    expect(foreign).toEqual(reason("unknown"));
    expect(missing).toEqual(foreign);
  });

  it("is found by id and by handle", async () => {
    const { owner, organisation } = await newOrganisation();
    for (const reference of [organisation.id, organisation.handle.toUpperCase()])
      expect(await readOrganisation(owner, { organisation: reference })).toMatchObject({
        id: organisation.id,
        maxServers: 2,
        orgRole: "owner",
      });
  });

  it("is chosen as the active one, else the default, else any other, else none", async () => {
    const user = await newUser();
    const own = (await newOrganisation(user)).organisation;
    const { organisation } = await newOrganisation();
    await sudo("insert into members (organisation_id, user_id, role) values ($1, $2, 'member')", [
      organisation.id,
      user.actor.userId,
    ]);
    await selectOrganisation(user, { organisation: organisation.id });
    expect(await activeOrganisation(await again(user), {})).toMatchObject({ id: organisation.id });
    await makeDefault(user, { organisation: own.id });
    expect(await activeOrganisation(await signIn(user.actor.userId), {})).toMatchObject({ id: own.id });
    await sudo("delete from members where organisation_id = $1 and user_id = $2", [organisation.id, user.actor.userId]);
    expect(await activeOrganisation(await again(user), {})).toMatchObject({ id: own.id });
    expect(await activeOrganisation(await newUser(), {})).toBeNull();
  });

  it("counts its members through every way in and out", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const member = await newMember(organisation.id, "member");
    expect(await readOrganisation(owner, ref)).toMatchObject({ memberCount: 2 });
    await sudo("delete from users where id = $1", [member.actor.userId]);
    expect(await readOrganisation(owner, ref)).toMatchObject({ memberCount: 1 });
  });
});

/** The same session, as now in the database. */
async function again(user: Awaited<ReturnType<typeof newUser>>) {
  const [row] = await sudo<{ active: string | null }>(
    "select active_organisation_id as active from sessions where id = $1",
    [user.actor.sessionId],
  );
  return { ...user, actor: { ...user.actor, activeOrganisationId: row?.active ?? null } };
}

describe("renaming", () => {
  it("is only for the owner", async () => {
    const { organisation, ref } = await newOrganisation();
    const admin = await newMember(organisation.id, "admin");
    const before = await countRows(organisation.id);
    await expect(updateOrganisation(admin, { ...ref, name: "Mine now" })).rejects.toEqual(reason("permission.missing"));
    expect(await countRows(organisation.id)).toEqual(before);
  });

  it("keeps the old handle redirecting here, and away from others", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const handle = `${organisation.handle}-new`;
    await updateOrganisation(owner, { ...ref, name: "Renamed", handle });
    expect(await readOrganisation(owner, ref)).toMatchObject({ handle, name: "Renamed" });
    const other = await newUser();
    await expect(createOrganisation(other, { name: "Thief", handle: organisation.handle })).rejects.toEqual(
      reason("handle.held"),
    );
    await updateOrganisation(owner, { organisation: handle, handle: organisation.handle });
    expect(await readOrganisation(owner, { organisation: organisation.id })).toMatchObject({
      handle: organisation.handle,
    });
  });
});

describe("a reference that can be neither id nor handle", () => {
  it.each(["\u0000", "a\u0000b", "%ff", "x".repeat(70), "../apex", "ünïcode", ""])(
    "%j isn't found",
    async (organisation) => {
      const { owner } = await newOrganisation();
      await expect(readOrganisation(owner, { organisation })).rejects.toEqual(reason("unknown"));
    },
  );
});

describe("former handles", () => {
  it("are held five at a time", async () => {
    const { owner, organisation } = await newOrganisation();
    const rename = (each: number) =>
      updateOrganisation(owner, {
        organisation: organisation.id,
        handle: `${organisation.handle.slice(0, 12)}-${each}`,
      });
    for (let each = 0; each < 5; each++) await rename(each);
    await expect(rename(5)).rejects.toEqual(reason("handle.tooMany"));
    await updateOrganisation(owner, { organisation: organisation.id, handle: organisation.handle }).catch(
      () => undefined,
    );
    const [row] = await sudo(
      "select count(*)::int as held from handles where organisation_id = $1 and held_until is not null",
      [organisation.id],
    );
    expect(row).toEqual({ held: 5 });
  });
});

describe("handles", () => {
  it("are checked while typing, with the reason", async () => {
    const { owner, organisation } = await newOrganisation();
    expect(await checkHandle(owner, { handle: organisation.handle })).toMatchObject({ taken: true });
    expect(await checkHandle(owner, { handle: `free-${organisation.handle.slice(0, 12)}` })).toEqual({ taken: false });
    expect(await checkHandle(owner, { handle: "a--b" })).toEqual({
      taken: true,
      reason: "Don’t put two hyphens together.",
    });
  });
});

describe("the portal tier", () => {
  it("can be changed only by a portal administrator", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    await expect(setTier(owner, { ...ref, portalTier: "enterprise" })).rejects.toEqual(reason("permission.portal"));
    const administrator = await newUser({ portalAdmin: true });
    await setTier(administrator, { ...ref, portalTier: "enterprise" });
    expect(await readOrganisation(owner, ref)).toMatchObject({ portalTier: "enterprise", maxServers: null });
    const [row] = await sudo(
      "select details from audit where organisation_id = $1 and operation = 'organisation.setTier'",
      [organisation.id],
    );
    expect(row).toEqual({ details: { before: { portalTier: "free" }, after: { portalTier: "enterprise" } } });
  });
});

describe("the list of one's organisations", () => {
  it("is sorted by each column, never-opened ones last, and searched regardless of accents", async () => {
    const user = await newUser();
    const handles: Record<string, string> = {};
    for (const name of ["Émigrés", "zebra", "Apex"])
      handles[name] = (await createOrganisation(user, { name, handle: `s-${randomUUID().slice(0, 13)}` })).handle;
    const { id } = await readOrganisation(user, { organisation: handles.zebra as string });
    await newMember(id, "member");
    await selectOrganisation(user, { organisation: handles.Apex as string });
    await selectOrganisation(user, { organisation: handles.zebra as string });
    const sorted = async (sort?: "opened" | "name" | "-name" | "members" | "-members") =>
      (await listOrganisations(user, { sort })).map(({ name }) => name);
    expect(await sorted()).toEqual(["zebra", "Apex", "Émigrés"]);
    expect(await sorted("opened")).toEqual(["Apex", "zebra", "Émigrés"]);
    expect(await sorted("name")).toEqual(["Apex", "Émigrés", "zebra"]);
    expect(await sorted("-name")).toEqual(["zebra", "Émigrés", "Apex"]);
    expect(await sorted("-members")).toEqual(["zebra", "Apex", "Émigrés"]);
    expect(await sorted("members")).toEqual(["Apex", "Émigrés", "zebra"]);
    expect((await listOrganisations(user, { q: "EMIGRES" })).map(({ name }) => name)).toEqual(["Émigrés"]);
    expect(await listOrganisations(user, { role: "owner" })).toHaveLength(3);
    expect(await listOrganisations(user, { role: "admin" })).toEqual([]);
    await expect(listOrganisations(user, { sort: "tier" as never })).rejects.toMatchObject({ code: "INVALID" });
  });
});
