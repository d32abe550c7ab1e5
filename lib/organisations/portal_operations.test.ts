import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { newEnterprise, newHolder, newOrganisation, newUser, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { plansOf, rowsRead, tablesScanned } from "@/db/testing/plans";
import { listAnyActivity } from "@/lib/audit/organisation_operations";
import { newNode } from "@/lib/nodes/testing";
import { listEveryOrganisation, readAnyOrganisation, setTier } from "@/lib/organisations/portal_operations";
import { administeredSorts } from "@/lib/organisations/portal_schema";
import { provisionOrganisation } from "@/lib/organisations/provision_operations";

useDatabase();

let administrator: SignedIn;
let rich: Awaited<ReturnType<typeof newEnterprise>>;

beforeAll(async () => {
  administrator = await newUser({ portalAdmin: true });
  rich = await newEnterprise();
  await sudo("update organisations set name = 'Éclair Guild' where id = $1", [rich.organisation.id]);
  await newHolder(rich.organisation.id, ["member.read"], "Reader");
  const node = await newNode({ dedicatedTo: rich.organisation.id });
  for (let count = 0; count < 3; count++)
    await sudo(
      `insert into servers (id, organisation_id, node_id, name, image, memory_mb, cores, disk_mb)
       values ($1, $2, $3, $4, 'nginx', 16, 0.1, 16)`,
      [randomUUID(), rich.organisation.id, node, `Server ${count}`],
    );
  for (let count = 0; count < 6; count++) await newOrganisation();
});

describe("the list of all organisations", () => {
  it("shows each with its owner, its tier and what that limits", async () => {
    const { items } = await listEveryOrganisation(administrator, { q: rich.organisation.handle });
    expect(items).toMatchObject([
      {
        ...{ id: rich.organisation.id, handle: rich.organisation.handle, portalTier: "enterprise", maxServers: null },
        ...{ serverCount: 3, ownRoles: 1, dedicatedNodes: 1, zoneCount: 0, memberCount: 2 },
        owner: { id: rich.owner.actor.userId, name: "Olive Owner" },
      },
    ]);
    await setTier(administrator, { ...rich.ref, portalTier: "free" });
    const after = await listEveryOrganisation(administrator, { q: "eclair", tier: "free" });
    expect(after.items).toMatchObject([{ serverCount: 3, maxServers: 2, tierName: "Free Portal" }]);
    expect((await listEveryOrganisation(administrator, { q: "eclair", tier: "enterprise" })).items).toEqual([]);
    await setTier(administrator, { ...rich.ref, portalTier: "enterprise" });
  });

  it.each(administeredSorts)("comes in pages without gaps or repetitions, sorted by %s", async (sort) => {
    const { items } = await listEveryOrganisation(administrator, { sort });
    const all = items.map(({ handle }) => handle);
    expect(all.length).toBeGreaterThanOrEqual(7);
    const by = { name: "name", created: "createdAt", members: "memberCount", servers: "serverCount" } as const;
    const key = by[sort.replace("-", "") as keyof typeof by];
    const [first, last] = [items[0], items.at(-1)];
    const compare = (one: unknown, other: unknown) => Math.sign(Number(one) - Number(other));
    if (key !== "name") expect(compare(first?.[key], last?.[key])).toBe(sort.startsWith("-") ? 1 : -1);
    const paged: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof listEveryOrganisation>> = await listEveryOrganisation(administrator, {
        ...{ sort, limit: 2, cursor },
      });
      paged.push(...page.items.map(({ handle }) => handle));
      cursor = page.after;
    }
    expect(paged).toEqual(all);
  });

  it("finds one by its id and by its owner’s address, and filters by owner and by whether the owner has come", async () => {
    const only = [{ id: rich.organisation.id }];
    const { userId, email } = rich.owner.actor;
    const found = async (input: Parameters<typeof listEveryOrganisation>[1]) =>
      (await listEveryOrganisation(administrator, input)).items;
    for (const q of [rich.organisation.id, email, email.slice(0, 12).concat(email.slice(12).toUpperCase())])
      expect(await found({ q })).toMatchObject(only);
    for (const owner of [userId, email.toUpperCase()]) expect(await found({ owner })).toMatchObject(only);
    const { id } = await provisionOrganisation(administrator, {
      ...{ name: "Waiting", owner: { email: "waiting@example.org" } },
    });
    expect(await found({ state: "invited" })).toMatchObject([{ id, owner: { state: "invited" } }]);
    expect((await found({ state: "active" })).map((one) => one.id)).not.toContain(id);
  });

  it("opens one with its activity, also for a portal administrator who isn’t in it; reading leaves no row", async () => {
    const rows = async () => (await sudo<{ rows: number }>("select count(*)::int as rows from audit"))[0]?.rows;
    const before = await rows();
    const one = await readAnyOrganisation(administrator, rich.ref);
    expect(one).toMatchObject({ id: rich.organisation.id, owner: { state: "active" }, serverCount: 3 });
    const { items } = await listAnyActivity(administrator, { organisation: rich.organisation.id });
    expect(items.map(({ operation }) => operation)).toContain("organisation.create");
    expect(await rows()).toBe(before);
    for (const operation of [readAnyOrganisation, listAnyActivity]) {
      const organisation = randomUUID();
      await expect(operation(administrator, { organisation })).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(operation(rich.owner, rich.ref)).rejects.toMatchObject({ reason: "permission.portal" });
    }
  });

  it("searches for special characters literally, and refuses the page mark of another list", async () => {
    for (const q of ["%", "_", "'; drop table organisations", "\\", "\u202e"])
      expect((await listEveryOrganisation(administrator, { q })).items).toEqual([]);
    const mark = Buffer.from(JSON.stringify(["x", randomUUID(), "-name"])).toString("base64url");
    for (const wrong of [{ cursor: mark }, { cursor: "x" }, { tier: "gold" }, { limit: 0 }])
      await expect(listEveryOrganisation(administrator, wrong as never)).rejects.toMatchObject({ code: "INVALID" });
  });

  it("is only for portal administrators", async () => {
    await expect(listEveryOrganisation(rich.owner, {})).rejects.toMatchObject({ reason: "permission.portal" });
  });
});

describe("with twenty thousand organisations", () => {
  beforeAll(async () => {
    // Without triggers and keys: only the list is of interest.
    await sudo(`set session_replication_role = replica;
      insert into organisations (id, handle, name, owner_id, member_count, server_count, created_at)
        select gen_random_uuid(), 'many-' || n, 'Many ' || n, '${administrator.actor.userId}', n % 50, n % 7, now() - n * interval '1 minute'
        from generate_series(1, 20000) n;
      set session_replication_role = origin;`);
    await sudo("analyze organisations");
  });

  it.each(administeredSorts)("a page sorted by %s reads a page, the first and a later one", async (sort) => {
    const { after } = await listEveryOrganisation(administrator, { sort, limit: 200 });
    for (const cursor of [undefined, after ?? ""]) {
      const plans = await plansOf(() => listEveryOrganisation(administrator, { sort, cursor, limit: 20 }));
      expect(plans.length).toBeGreaterThan(0);
      for (const plan of plans) {
        expect(tablesScanned(plan), plan.text).not.toContain("organisations");
        expect(rowsRead(plan), plan.text).toBeLessThanOrEqual(1_000);
      }
    }
  });
});
