import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { newEnterprise, newHolder, newOrganisation, newUser, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { newNode } from "@/lib/nodes/testing";
import { listEveryOrganisation, setTier } from "@/lib/organisations/portal_operations";

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

  it("comes in pages without gaps or repetitions", async () => {
    const all = (await listEveryOrganisation(administrator, {})).items.map(({ handle }) => handle);
    expect(all.length).toBeGreaterThanOrEqual(7);
    const paged: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof listEveryOrganisation>> = await listEveryOrganisation(administrator, {
        limit: 2,
        cursor,
      });
      paged.push(...page.items.map(({ handle }) => handle));
      cursor = page.after;
    }
    expect(paged).toEqual(all);
  });

  it("searches for special characters literally, and refuses the page mark of another list", async () => {
    for (const q of ["%", "_", "'; drop table organisations", "\\", "\u202e"])
      expect((await listEveryOrganisation(administrator, { q })).items).toEqual([]);
    const mark = Buffer.from(JSON.stringify(["x", randomUUID(), "name"])).toString("base64url");
    for (const wrong of [{ cursor: mark }, { cursor: "x" }, { tier: "gold" }, { limit: 0 }])
      await expect(listEveryOrganisation(administrator, wrong as never)).rejects.toMatchObject({ code: "INVALID" });
  });

  it("is only for portal administrators", async () => {
    await expect(listEveryOrganisation(rich.owner, {})).rejects.toMatchObject({ reason: "permission.portal" });
  });
});
