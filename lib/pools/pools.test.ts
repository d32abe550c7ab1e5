import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import {
  asApplication,
  countRows,
  narrowTo,
  newEnterprise,
  newHolder,
  newOrganisation,
  newProjects,
  newUser,
  type SignedIn,
  sudo,
  useDatabase,
} from "@/db/testing";
import type { AppError } from "@/lib/errors";
import { firstPools, portalTierNames } from "@/lib/limits";
import { assignNode } from "@/lib/nodes/operations";
import { newNode } from "@/lib/nodes/testing";
import { readOrganisation } from "@/lib/organisations/operations";
import { listEveryOrganisation } from "@/lib/organisations/portal_operations";
import { setOrganisationPool, setTierPool } from "@/lib/pools/operations";
import { createServer } from "@/lib/servers/create_operations";
import { deleteServer } from "@/lib/servers/operations";
import { small } from "@/lib/servers/testing";
import { updateServer } from "@/lib/servers/update_operations";
import { listTiers } from "@/lib/tiers/operations";

useDatabase();

type Founded = Awaited<ReturnType<typeof newOrganisation>>;
let administrator: SignedIn;
let node: string;

beforeEach(async () => {
  administrator ??= await newUser({ portalAdmin: true });
  await sudo("update nodes set state = 'closed'");
  node = await newNode();
});

/** Creates a server and marks it as running, so that it can be edited. */
async function make({ owner, ref }: Founded, more: object = {}) {
  const { id } = await createServer(owner, { ...ref, ...small(more) });
  await sudo("update servers set state = 'running' where id = $1", [id]);
  return { ...ref, server: id };
}
const poolFor = ({ ref }: Founded, pool: object) => setOrganisationPool(administrator, { ...ref, pool });
const poolOf = async ({ owner, ref }: Founded) => (await readOrganisation(owner, ref)).pool;
const kept = (attempts: PromiseSettledResult<unknown>[]) =>
  attempts.filter(({ status }) => status === "fulfilled").length;
const refusal = (work: Promise<unknown>): Promise<AppError> =>
  work.then(
    () => expect.unreachable(),
    (error) => error,
  );

/** The organisation's allocation according to its row, and the sum over its servers. */
async function promised(organisation: string) {
  const [row] = await sudo(
    `select promised_memory_mb::int as memory, promised_cores::float8 as cores, promised_disk_mb::int as disk,
      promised_ports as ports from organisations where id = $1`,
    [organisation],
  );
  const [sum] = await sudo<Record<"memory" | "cores" | "disk" | "ports", number>>(
    `select sum(memory_mb)::int as memory, sum(cores)::float8 as cores, sum(disk_mb)::int as disk,
      sum(jsonb_array_length(ports))::int as ports from servers where organisation_id = $1`,
    [organisation],
  );
  expect(row).toEqual(sum);
  return sum;
}

describe("twenty servers created and edited at once", () => {
  it.each([
    ["memoryMb", { memoryMb: 14 * 64 + 63 }, { memoryMb: 128 }, "memory", 14 * 64],
    ["cores", { cores: 1.49 }, { cores: 0.2 }, "cores", 1.4],
    ["diskMb", { diskMb: 14 * 64 }, { diskMb: 128 }, "disk", 14 * 64],
    ["ports", { ports: 14 }, { ports: [{ port: 80 }, { port: 81 }] }, "ports", 14],
  ] as const)("never exceed the pool, and use all of it: %s", async (field, pool, larger, what, most) => {
    const mine = await newEnterprise();
    const ports = [{ port: 80 }];
    const there = [];
    for (let n = 0; n < 10; n++) there.push(await make(mine, { ports }));
    await poolFor(mine, pool);
    const attempts = await Promise.allSettled(
      there.flatMap((one) => [
        createServer(mine.owner, { ...mine.ref, ...small({ ports }) }),
        updateServer(mine.owner, { ...one, ...larger } as never),
      ]),
    );
    for (const each of attempts)
      if (each.status === "rejected")
        expect(each.reason).toMatchObject({
          ...{ code: "LIMIT_REACHED", reason: "server.pool" },
          fields: { [field]: [expect.stringContaining("already allocated")] },
        });
    expect(kept(attempts)).toBe(4);
    expect((await promised(mine.organisation.id))?.[what]).toBeCloseTo(most);
  });

  it("are limited by the database itself, whatever the application checked before", async () => {
    const mine = await newEnterprise();
    await poolFor(mine, { memoryMb: 5 * 64 });
    const insert = () =>
      asApplication(async (client) => {
        await client.query("begin");
        await client.query("select set_config('app.organisation_id', $1, true)", [mine.organisation.id]);
        await client.query(
          `insert into servers (id, organisation_id, node_id, name, image, memory_mb, cores, disk_mb)
            values (gen_random_uuid(), $1, $2, gen_random_uuid()::text, 'nginx', 64, 0.1, 64)`,
          [mine.organisation.id, node],
        );
        await client.query("commit");
      });
    const attempts = await Promise.allSettled(Array.from({ length: 20 }, insert));
    for (const each of attempts) if (each.status === "rejected") expect(each.reason).toMatchObject({ code: "GH002" });
    expect(kept(attempts)).toBe(5);
    expect(await promised(mine.organisation.id)).toMatchObject({ memory: 320, ports: 0 });
  });
});

describe("a refusal", () => {
  it("is reported at each field that exceeds the pool, with the numbers and what to do", async () => {
    const mine = await newOrganisation();
    await make(mine, { memoryMb: 3072, cores: 1.5, diskMb: 10_240 });
    const error = await refusal(
      createServer(mine.owner, { ...mine.ref, ...small({ memoryMb: 2048, cores: 0.6, diskMb: 10_241 }) }),
    );
    expect(error).toMatchObject({ code: "LIMIT_REACHED", reason: "server.pool" });
    expect(error.fields).toEqual({
      memoryMb: [
        "This organisation’s pool is 4 GiB of memory, with 3 GiB already allocated. Enter at most 1 GiB here, reduce or delete another server, or ask the administrator for more.",
      ],
      cores: [expect.stringContaining("pool is 2 cores, with 1.5 cores already allocated")],
      diskMb: [expect.stringContaining("Enter at most 10 GiB here")],
    });
    expect(await countRows(mine.organisation.id)).toMatchObject({ servers: 1 });
    await createServer(mine.owner, { ...mine.ref, ...small({ memoryMb: 1024, cores: 0.5, diskMb: 10_240 }) });
    expect(await poolOf(mine)).toEqual({
      memoryMb: { used: 4096, most: 4096 },
      cores: { used: 2, most: 2 },
      diskMb: { used: 20_480, most: 20_480 },
      ports: { used: 0, most: 6 },
    });
  });

  it("also applies to the limits of a template, and to ports", async () => {
    const mine = await newOrganisation();
    const minecraft = { template: "minecraft", environment: { EULA: "TRUE" } } as const;
    const fromTemplate = () => createServer(mine.owner, { ...mine.ref, ...minecraft, name: `Game ${randomUUID()}` });
    await fromTemplate();
    expect(await refusal(fromTemplate())).toMatchObject({
      fields: { cores: [expect.stringContaining("with all of it already allocated. Reduce or delete another")] },
    });
    await poolFor(mine, { cores: 4 });
    const ports = (count: number) => Array.from({ length: count }, (_, n) => ({ port: 80 + n }));
    const made = await make(mine, { ports: ports(4) });
    const error = await refusal(updateServer(mine.owner, { ...made, ports: ports(6) }));
    expect(error.fields?.ports).toEqual([expect.stringContaining("Enter at most 5 ports here")]);
    await updateServer(mine.owner, { ...made, ports: ports(5) });
  });

  it("reveals nothing about other projects to restricted members", async () => {
    const mine = await newEnterprise();
    const [project = ""] = await newProjects(mine.organisation.id, "Theirs");
    await make(mine, { memoryMb: 3072 });
    const operator = await newHolder(mine.organisation.id, ["server.read", "server.create", "project.read"], "Maker");
    await narrowTo(mine.organisation.id, operator, project);
    await poolFor(mine, { memoryMb: 4096 });
    expect((await readOrganisation(operator, mine.ref)).pool).toBeNull();
    const error = await refusal(
      createServer(operator, { ...mine.ref, ...small({ projectId: project, memoryMb: 2048 }) }),
    );
    expect(error).toMatchObject({ reason: "server.pool" });
    expect(error.message).toContain("pool is 4 GiB of memory, and less than this is left");
    expect(error.message).not.toMatch(/[13] GiB/);
  });
});

describe("servers on dedicated nodes", () => {
  it("don't count towards the pool until their node is shared again; none is removed", async () => {
    const mine = await newEnterprise();
    await poolFor(mine, { memoryMb: 64 });
    const own = await newNode({ dedicatedTo: mine.organisation.id, memoryMb: 512 });
    const there = await make(mine, { nodeId: own, memoryMb: 256 });
    await updateServer(mine.owner, { ...there, memoryMb: 320 });
    expect((await poolOf(mine))?.memoryMb).toEqual({ used: 0, most: 64 });
    const shared = await make(mine, { nodeId: node });
    expect(await refusal(make(mine, { nodeId: node }))).toMatchObject({ reason: "server.pool" });
    // The dedicated node has no room, and the pool doesn't cover the shared one.
    expect(await refusal(make(mine, { memoryMb: 256 }))).toMatchObject({ reason: "server.pool" });
    expect(await refusal(make(mine, { nodeId: own, memoryMb: 256 }))).toMatchObject({ reason: "server.noNode" });

    await assignNode(administrator, { node: own, organisationId: null });
    expect((await poolOf(mine))?.memoryMb).toEqual({ used: 384, most: 64 });
    await updateServer(mine.owner, { ...there, memoryMb: 200, cores: 0.2 });
    expect(await refusal(updateServer(mine.owner, { ...there, memoryMb: 201 }))).toMatchObject({
      fields: { memoryMb: [expect.stringContaining("264 MiB already allocated")] },
    });
    await deleteServer(mine.owner, shared);
    await assignNode(administrator, { node: own, organisationId: mine.organisation.id });
    await updateServer(mine.owner, { ...there, memoryMb: 500 });
  });
});

describe("the pool of a portal tier", () => {
  it("starts with the values in the table of limits", async () => {
    const pools = Object.fromEntries((await listTiers(administrator, {})).map(({ tier, pool }) => [tier, pool]));
    expect(pools).toEqual(firstPools);
    expect(Object.keys(pools)).toEqual(portalTierNames);
  });

  it("is changed by a portal administrator, applies from the next request on, and takes nothing away", async () => {
    const mine = await newOrganisation();
    const one = await make(mine, { memoryMb: 256, ports: [{ port: 80 }, { port: 81 }] });
    const changed = await setTierPool(administrator, { tier: "free", pool: { memoryMb: 128, ports: 1 } });
    expect(changed).toMatchObject({ tierName: "Free Portal", pool: { memoryMb: 128, cores: 2, ports: 1 } });
    expect((await poolOf(mine))?.memoryMb).toEqual({ used: 256, most: 128 });
    expect(await refusal(make(mine))).toMatchObject({ reason: "server.pool" });
    expect(await refusal(updateServer(mine.owner, { ...one, memoryMb: 257 }))).toMatchObject({ reason: "server.pool" });
    // Reducing, renaming and deleting always work.
    await updateServer(mine.owner, { ...one, memoryMb: 200, cores: 1, ports: [{ port: 90 }, { port: 81 }] });
    await deleteServer(mine.owner, one);
    await setTierPool(administrator, { tier: "free", pool: { memoryMb: null, ports: 6 } });
    await make(mine, { memoryMb: 10_000 });
    await setTierPool(administrator, { tier: "free", pool: { memoryMb: 4096 } });
    await setTierPool(administrator, { tier: "free", pool: { memoryMb: 4096 } });
    const rows = await sudo(
      "select target_name, details from audit where operation = 'portal.setTierPool' order by seq",
    );
    expect(rows.map(({ details }) => details)).toEqual([
      { before: { memoryMb: 4096, ports: 6 }, after: { memoryMb: 128, ports: 1 } },
      { before: { memoryMb: 128, ports: 1 }, after: { memoryMb: "unlimited", ports: 6 } },
      { before: { memoryMb: "unlimited" }, after: { memoryMb: 4096 } },
    ]);
    expect(rows[0]?.target_name).toBe("Free Portal");
  });

  it("is overridden by an organisation's own limits, each separately, until they are reset", async () => {
    const mine = await newOrganisation();
    const other = await newOrganisation();
    expect(await poolFor(mine, { memoryMb: 8192, diskMb: "any", cores: "0.5" })).toMatchObject({
      id: mine.organisation.id,
      pool: {
        memoryMb: { used: 0, most: 8192, own: true },
        cores: { most: 0.5, own: true },
        diskMb: { most: null, own: true },
        ports: { most: 6, own: false },
      },
    });
    await make(mine, { memoryMb: 5000, diskMb: 50_000 });
    expect(await refusal(make(mine, { cores: 0.5 }))).toMatchObject({ fields: { cores: [expect.anything()] } });
    expect(await refusal(make(other, { memoryMb: 5000 }))).toMatchObject({ reason: "server.pool" });
    const { items } = await listEveryOrganisation(administrator, { q: mine.organisation.handle });
    expect(items[0]?.pool.memoryMb).toEqual({ used: 5000, most: 8192, own: true });
    await poolFor(mine, { memoryMb: "tier", cores: "" });
    expect(await poolOf(mine)).toMatchObject({ memoryMb: { used: 5000, most: 4096 }, cores: { most: 2 } });
    const [row] = await sudo(
      "select details from audit where operation = 'organisation.setPool' and organisation_id = $1 order by seq desc limit 1",
      [mine.organisation.id],
    );
    expect(row?.details).toEqual({
      before: { memoryMb: 8192, cores: 0.5 },
      after: { memoryMb: "same as tier", cores: "same as tier" },
    });
  });

  it("can be changed only by portal administrators, and only to valid numbers", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    await expect(setTierPool(owner, { tier: "free", pool: { cores: 9 } })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(setOrganisationPool(owner, { ...ref, pool: { cores: 9 } })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    for (const wrong of [-1, "", "many", 1.5, "0x10", "1e3", true, 2_000_000_000])
      await expect(
        setTierPool(administrator, { tier: "free", pool: { memoryMb: wrong } } as never),
      ).rejects.toMatchObject({
        fields: { "pool.memoryMb": [expect.stringContaining("whole number of MiB")] },
      });
    await expect(poolFor({ ref } as Founded, { cores: 0.001 })).rejects.toMatchObject({
      fields: { "pool.cores": [expect.stringContaining("two decimals")] },
    });
    await asApplication(async (client) => {
      await client.query("select set_config('app.organisation_id', $1, false)", [organisation.id]);
      await expect(
        client.query("insert into organisation_pools values ($1, 'memory', null)", [organisation.id]),
      ).rejects.toThrow("row-level security");
      expect((await client.query("update tier_pools set most = null")).rowCount).toBe(0);
    });
  });
});
