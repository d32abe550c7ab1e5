import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import {
  asApplication,
  countRows,
  newEnterprise,
  newMember,
  newOrganisation,
  newProjects,
  newUser,
  type SignedIn,
  sudo,
  useDatabase,
} from "@/db/testing";
import { createToken } from "@/lib/api_tokens/operations";
import { makeBackup } from "@/lib/backups/operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { firstLimits, portalTierNames } from "@/lib/limits";
import { newNode } from "@/lib/nodes/testing";
import { readOrganisation } from "@/lib/organisations/operations";
import { listEveryOrganisation } from "@/lib/organisations/portal_operations";
import { createProject } from "@/lib/projects/operations";
import { createRole } from "@/lib/roles/operations";
import { createServer } from "@/lib/servers/create_operations";
import { small } from "@/lib/servers/testing";
import {
  countAboveLimits,
  listTiers,
  readFirstTier,
  setOrganisationLimits,
  setTierLimits,
} from "@/lib/tiers/operations";
import { eachLimit, type LimitPart } from "@/lib/tiers/words";
import { createZone } from "@/lib/zones/operations";
import { saveSet } from "@/lib/zones/records/operations";

useDatabase();

type Founded = Awaited<ReturnType<typeof newOrganisation>>;
let administrator: SignedIn;

beforeEach(async () => {
  administrator ??= await newUser({ portalAdmin: true });
  await sudo("update tier_limits set most = 2 where what = 'servers' and tier = 'free'");
  await sudo("delete from organisation_limits");
});

const own = ({ ref }: Founded, limits: object) => setOrganisationLimits(administrator, { ...ref, limits });
const ofTier = (limits: object, tier = "free" as const) => setTierLimits(administrator, { tier, limits });
const limitsOf = async ({ owner, ref }: Founded) => (await readOrganisation(owner, ref)).limits;
let counter = 0;
const zoneName = () => `zone-${++counter}-${randomUUID().slice(0, 8)}.org`;

const makers: Record<
  "servers" | "zones" | "invitations" | "tokens" | "projects" | "customRoles",
  (of: Founded) => Promise<unknown>
> = {
  servers: ({ owner, ref }) => createServer(owner, { ...ref, ...small({ ports: [] }) }),
  zones: ({ owner, ref }) => createZone(owner, { ...ref, name: zoneName() }),
  invitations: ({ owner, ref }) => inviteMember(owner, { ...ref, email: `${randomUUID()}@example.org` }),
  tokens: ({ owner, ref }) => createToken(owner, { ...ref, name: randomUUID() }),
  projects: ({ owner, ref }) => createProject(owner, { ...ref, name: randomUUID() }),
  customRoles: ({ owner, ref }) => createRole(owner, { ...ref, name: randomUUID().slice(0, 20), permissions: [] }),
};
const reasons = {
  ...{ servers: "server.limit", zones: "zone.limit", invitations: "invitation.limit", tokens: "token.limit" },
  ...{ projects: "project.limit", customRoles: "role.limit" },
};
const parts = Object.keys(makers) as (keyof typeof makers)[];

describe("a number that was changed", () => {
  it.each(parts)("is never exceeded by fifty created at once, and all of it can be used: %s", async (part) => {
    const mine = await newEnterprise();
    await newNode();
    await own(mine, { [part]: 3 });
    const attempts = await Promise.allSettled(Array.from({ length: 50 }, () => makers[part](mine)));
    for (const each of attempts)
      if (each.status === "rejected")
        expect(each.reason).toMatchObject({ code: "LIMIT_REACHED", reason: reasons[part] });
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    const { items } = await listEveryOrganisation(administrator, { q: mine.organisation.handle });
    expect(items[0]?.limits[part]).toEqual({ used: 3, most: 3, own: true });
  });

  it("holds while it is lowered: nothing is created after the change that exceeds it", async () => {
    const mine = await newEnterprise();
    await own(mine, { projects: 40 });
    const attempts = Array.from({ length: 25 }, () => makers.projects(mine));
    const lowered = own(mine, { projects: 1 });
    await Promise.allSettled(attempts);
    const { limits } = await lowered;
    // Those counted with the change are all there are, or the one that was still allowed.
    expect((await countRows(mine.organisation.id))?.projects).toBe(Math.max(limits.projects.used, 1));
  });

  it("removes nothing when it is lower: “5 of 2” with the reason, and nothing new until there are fewer", async () => {
    const mine = await newOrganisation();
    await newProjects(mine.organisation.id, "One", "Two", "Three", "Four", "Five");
    await own(mine, { projects: 2 });
    await expect(makers.projects(mine)).rejects.toMatchObject({
      code: "LIMIT_REACHED",
      message:
        "This organisation is allowed 2 projects, and it has 5. To create another, delete 4, or ask the portal’s administrator for more.",
    });
    expect((await countRows(mine.organisation.id))?.projects).toBe(5);
    await sudo("delete from projects where organisation_id = $1 and name in ('One', 'Two', 'Three', 'Four')", [
      mine.organisation.id,
    ]);
    await makers.projects(mine);
  });

  it("can be unlimited", async () => {
    const mine = await newOrganisation();
    await own(mine, { zones: "any", invitations: null, servers: "any" });
    expect(await readOrganisation(mine.owner, mine.ref)).toMatchObject({ maxInvitations: null, maxServers: null });
    for (let made = 0; made < 5; made++) await makers.zones(mine);
    await makers.invitations(mine);
    await expect(own(mine, { projects: "any" })).rejects.toMatchObject({
      fields: { "limits.projects": ["Enter a whole number from 0 to 1,000."] },
    });
  });
});

describe("a portal tier’s number", () => {
  it("starts with the table of limits", async () => {
    const tiers = await listTiers(administrator, {});
    expect(Object.fromEntries(tiers.map(({ tier, limits }) => [tier, limits]))).toEqual(firstLimits);
    expect(tiers.map(({ tier }) => tier)).toEqual(portalTierNames);
    expect(await readFirstTier(administrator, {})).toEqual({ tierName: "Free Portal", servers: 2 });
  });

  it("applies to its organisations from the next request on, but not to one with a number of its own", async () => {
    const [mine, above, below] = [await newOrganisation(), await newOrganisation(), await newOrganisation()];
    await newNode();
    await own(above, { servers: 4 });
    await own(below, { servers: 0 });
    const changed = await ofTier({ servers: 1 });
    expect(changed).toMatchObject({ tierName: "Free Portal", maxServers: 1, limits: { servers: 1, zones: 2 } });
    await makers.servers(mine);
    await expect(makers.servers(mine)).rejects.toMatchObject({
      message: expect.stringContaining("The Free Portal allows 1 server, and this organisation has 1."),
    });
    await expect(makers.servers(below)).rejects.toMatchObject({ reason: "server.limit" });
    for (let made = 0; made < 2; made++) await makers.servers(above);
    expect((await limitsOf(above)).servers).toEqual({ most: 4, own: true });
    await own(above, { servers: "tier" });
    await expect(makers.servers(above)).rejects.toMatchObject({ reason: "server.limit" });
    expect((await limitsOf(above)).servers).toEqual({ most: 1, own: false });
  });

  it("leaves a row in the portal’s log, an organisation’s own one in that organisation’s activity", async () => {
    const mine = await newOrganisation();
    await ofTier({ servers: 7, zones: 2 });
    await ofTier({ servers: 7 });
    await own(mine, { zones: 9, tokens: "" });
    await own(mine, { zones: "" });
    const logged = (operation: string) =>
      sudo("select details, target_name, organisation_id from audit where operation = $1 order by at, seq", [
        operation,
      ]);
    expect((await logged("portal.setTierLimits")).at(-1)).toEqual({
      ...{ target_name: "Free Portal", organisation_id: null },
      details: { before: { servers: 2 }, after: { servers: 7 } },
    });
    const rows = (await logged("organisation.setLimits")).filter((row) => row.organisation_id === mine.organisation.id);
    expect(rows.map(({ details }) => details)).toEqual([
      { before: { zones: "same as tier" }, after: { zones: 9 } },
      { before: { zones: 9 }, after: { zones: "same as tier" } },
    ]);
  });

  it("says beforehand how many organisations would be above it: not those with as many, or a number of their own", async () => {
    const count = async (tier: "free" | "enterprise", numbers: object) => {
      const { above } = await countAboveLimits(administrator, { tier, ...numbers });
      return (part: LimitPart) => above.find(({ what }) => what === part)?.organisations ?? 0;
    };
    const wanted = { projects: 1, zones: 1, servers: "any" };
    const [free, rich] = [await count("free", wanted), await count("enterprise", { projects: 2 })];
    const [two, ownNumber, other] = [await newOrganisation(), await newOrganisation(), await newEnterprise()];
    for (const { organisation } of [two, ownNumber, other]) await newProjects(organisation.id, "One", "Two");
    await own(ownNumber, { projects: 5 });
    const now = await count("free", wanted);
    expect(now("projects") - free("projects")).toBe(1);
    expect(now("zones")).toBe(free("zones"));
    expect((await count("enterprise", { projects: 2 }))("projects")).toBe(rich("projects"));
  });

  it("counts, of zones, servers and members, the one with the most", async () => {
    const mine = await newOrganisation();
    await newNode();
    const { id: server } = await createServer(mine.owner, { ...mine.ref, ...small({ ports: [] }) });
    await sudo("update servers set state = 'running' where id = $1", [server]);
    await makeBackup(mine.owner, { ...mine.ref, server });
    await sudo("update backups set state = 'kept', bytes = 1048577, sha256 = decode(repeat('ab', 32), 'hex')");
    await createZone(mine.owner, { ...mine.ref, name: zoneName() });
    await createToken(mine.owner, { ...mine.ref, name: "One" });
    await createToken(mine.owner, { ...mine.ref, name: "Two" });
    await createToken(await newMember(mine.organisation.id, "member"), { ...mine.ref, name: "Theirs" });
    const { items } = await listEveryOrganisation(administrator, { q: mine.organisation.handle });
    expect(items[0]).toMatchObject({
      ...{ zoneCount: 1, ownRoles: 0 },
      limits: {
        ...{ servers: { used: 1 }, serverBackups: { used: 1 }, backupSizeMb: { used: 2 }, zones: { used: 1 } },
        ...{ tokens: { used: 2 }, projects: { used: 0 }, customRoles: { used: 0 }, invitations: { used: 0 } },
      },
    });
  });
});

describe("the numbers of each zone and each server", () => {
  it("are read where records are saved: a zone above its number may only get fewer", async () => {
    const mine = await newOrganisation();
    const { id: zone } = await createZone(mine.owner, { ...mine.ref, name: zoneName() });
    const www = { ...mine.ref, zone, name: "www", type: "A" };
    const three = ["192.0.2.1", "192.0.2.2", "192.0.2.3"];
    const { set } = await saveSet(mine.owner, { ...www, contents: three, version: 1 });
    await own(mine, { zoneRecords: 1 });
    await expect(
      saveSet(mine.owner, { ...www, contents: [...three, "192.0.2.4"], version: set.version }),
    ).rejects.toMatchObject({
      reason: "record.limit",
      message: expect.stringContaining("This organisation is allowed 1 record in each zone, and this one would have"),
    });
    await saveSet(mine.owner, { ...www, contents: ["192.0.2.1", "192.0.2.2"], version: set.version });
  });

  it("are read where backups are made", async () => {
    const mine = await newOrganisation();
    await newNode();
    const { id: server } = await createServer(mine.owner, { ...mine.ref, ...small({ ports: [] }) });
    await sudo("update servers set state = 'running' where id = $1", [server]);
    await own(mine, { serverBackups: 0 });
    await expect(makeBackup(mine.owner, { ...mine.ref, server })).rejects.toMatchObject({
      reason: "backup.limit",
      message: expect.stringContaining("is allowed 0 backups of each server, and this one has 0"),
    });
    await own(mine, { serverBackups: "tier" });
    await makeBackup(mine.owner, { ...mine.ref, server });
  });
});

describe("limits", () => {
  it("are changed only by portal administrators, and only to valid numbers", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    await expect(setTierLimits(owner, { tier: "free", limits: { zones: 9 } })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(setOrganisationLimits(owner, { ...ref, limits: { zones: 9 } })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(countAboveLimits(owner, { tier: "free", zones: 9 })).rejects.toMatchObject({ code: "FORBIDDEN" });
    for (const wrong of [-1, "", "many", 1.5, "0x10", true, 2_000_000_000])
      await expect(ofTier({ zones: wrong })).rejects.toMatchObject({
        fields: { "limits.zones": ["Enter a whole number from 0 to 100,000, or “any”."] },
      });
    await expect(ofTier({ customRoles: 3 })).rejects.toMatchObject({
      fields: { "limits.customRoles": ["Only the Enterprise Portal has custom roles. Enter 0."] },
    });
    await asApplication(async (client) => {
      await client.query("select set_config('app.organisation_id', $1, false)", [organisation.id]);
      await expect(
        client.query("insert into organisation_limits values ($1, 'servers', null)", [organisation.id]),
      ).rejects.toThrow("row-level security");
      expect((await client.query("update tier_limits set most = null")).rowCount).toBe(0);
    });
  });

  it("are shown to members, also to those who see only some projects", async () => {
    const { organisation, ref } = await newOrganisation();
    const member = await newMember(organisation.id, "member");
    await sudo("update members set narrowed = true where user_id = $1", [member.actor.userId]);
    expect((await readOrganisation(member, ref)).limits).toEqual(
      eachLimit((part) => ({ most: firstLimits.free[part], own: false })),
    );
  });
});
