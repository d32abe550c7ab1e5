import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  asApplication,
  newEnterprise,
  newHolder,
  newOrganisation,
  newUser,
  type SignedIn,
  sudo,
  useDatabase,
} from "@/db/testing";
import {
  assignNode,
  closeNode,
  listNodes,
  listUsable,
  readNode,
  registerNode,
  removeNode,
  reopenNode,
  updateNode,
} from "@/lib/nodes/operations";
import { newNode } from "@/lib/nodes/testing";

useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const administrator = () => newUser({ portalAdmin: true });
const portalLog = async () =>
  (
    await sudo<{ operation: string; details: object }>(
      "select operation, details from audit where chain = 'portal' order by seq",
    )
  ).slice(-1)[0];
const row = async (id: string) => (await sudo("select * from nodes where id = $1", [id]))[0];

const machine = {
  name: "Node one",
  endpoint: "unix:///tmp/no/engine.sock",
  tiers: ["free" as const],
  memoryMb: 8192,
  cores: 4,
  publicAddress: "node1.example.org",
};
const pem = (what: string) => `-----BEGIN ${what}-----\nabc\n-----END ${what}-----`;
const credentials = { ca: pem("CERTIFICATE"), cert: pem("CERTIFICATE"), key: pem("PRIVATE KEY") };

describe("registerNode", () => {
  it("is refused at the address field while the engine doesn't answer, and then writes nothing", async () => {
    const admin = await administrator();
    const before = await sudo("select count(*) from audit");
    await expect(registerNode(admin, machine)).rejects.toMatchObject({
      code: "UPSTREAM",
      reason: "node.unreachable",
      fields: { endpoint: [expect.stringContaining("No socket at this path.")] },
    });
    const remote = { ...machine, endpoint: "tcp://127.0.0.1:1", credentials };
    await expect(registerNode(admin, remote)).rejects.toEqual(reason("node.unreachable"));
    expect(await sudo("select from nodes where name = 'Node one'")).toEqual([]);
    expect(await sudo("select count(*) from audit")).toEqual(before);
  });

  it("refuses an engine without certificates, and invalid input", async () => {
    const admin = await administrator();
    for (const wrong of [
      { endpoint: "tcp://127.0.0.1:2376" },
      { endpoint: "http://127.0.0.1:2376", credentials },
      { endpoint: "unix:relative.sock" },
      { endpoint: "tcp://127.0.0.1:2376", credentials: { ...credentials, key: "nonsense" } },
      { memoryMb: 0 },
      { memoryMb: 1.5 },
      { cores: -1 },
      { firstPort: 80 },
      { firstPort: 30_000, lastPort: 20_000 },
      { lastPort: 65_536 },
      { publicAddress: "not an address" },
      { tiers: ["gold" as never] },
      { name: "a\nb" },
    ])
      await expect(registerNode(admin, { ...machine, ...wrong })).rejects.toMatchObject({ code: "INVALID" });
  });
});

describe("a node", () => {
  it("is listed, read, edited, closed, reopened and removed, and each change is in the portal's log", async () => {
    const admin = await administrator();
    const id = await newNode({ name: "Lifecycle" });
    expect((await listNodes(admin, {})).map((node) => node.id)).toContain(id);
    expect(await readNode(admin, { node: id })).toMatchObject({
      name: "Lifecycle",
      state: "open",
      dedicatedTo: null,
      promised: { memoryMb: 0, cores: 0, diskMb: 0, ports: 0 },
    });
    const changed = await updateNode(admin, { node: id, memoryMb: 4096, cores: 2.5, tiers: ["paid", "free"] });
    expect(changed).toMatchObject({ memoryMb: 4096, cores: 2.5, tiers: ["free", "paid"] });
    expect(await portalLog()).toMatchObject({
      operation: "node.update",
      details: { before: { memoryMb: 1_000_000 }, after: { memoryMb: 4096, cores: 2.5, tiers: "free, paid" } },
    });
    expect(await closeNode(admin, { node: id })).toMatchObject({ state: "closed" });
    expect(await portalLog()).toMatchObject({ operation: "node.close", details: { after: { state: "closed" } } });
    const [logged] = await sudo<{ count: string }>("select count(*) from audit where chain = 'portal'");
    await closeNode(admin, { node: id });
    await updateNode(admin, { node: id, memoryMb: 4096 });
    expect(await sudo("select count(*) from audit where chain = 'portal'")).toEqual([logged]);
    expect(await reopenNode(admin, { node: id })).toMatchObject({ state: "open" });
    await removeNode(admin, { node: id });
    expect(await portalLog()).toMatchObject({ operation: "node.remove" });
    for (const gone of [readNode, removeNode, closeNode, reopenNode])
      await expect(gone(admin, { node: id })).rejects.toEqual(reason("unknown"));
    await expect(updateNode(admin, { node: id, cores: 1 })).rejects.toEqual(reason("unknown"));
  });

  it("has a unique name, ignoring case and accents", async () => {
    const admin = await administrator();
    await newNode({ name: "Éclair" });
    const id = await newNode({ name: "Other one" });
    await expect(updateNode(admin, { node: id, name: "ECLAIR" })).rejects.toMatchObject({
      reason: "node.taken",
      fields: { name: [expect.any(String)] },
    });
    expect(await updateNode(admin, { node: id, name: "OTHER ONE" })).toMatchObject({ name: "OTHER ONE" });
  });

  it("keeps its port range in order, whichever end is changed", async () => {
    const admin = await administrator();
    const node = await newNode({ firstPort: 25_000, lastPort: 25_010 });
    await expect(updateNode(admin, { node, firstPort: 25_011 })).rejects.toMatchObject({ code: "INVALID" });
    expect(await updateNode(admin, { node, firstPort: 25_010 })).toMatchObject({ firstPort: 25_010, lastPort: 25_010 });
  });

  it("never sends its certificates to another address, or shows them to anybody", async () => {
    const admin = await administrator();
    const node = await newNode();
    await expect(updateNode(admin, { node, endpoint: "tcp://127.0.0.1:1" })).rejects.toMatchObject({ code: "INVALID" });
    await expect(updateNode(admin, { node, credentials })).rejects.toEqual(reason("node.endpoint"));
    expect(Object.keys(await readNode(admin, { node }))).not.toContain("credentials");
  });

  it("is managed only by portal administrators: members, owners and outsiders are refused, and nothing is written", async () => {
    const { owner, organisation } = await newEnterprise();
    const node = await newNode();
    const before = await row(node);
    for (const work of [
      () => listNodes(owner, {}),
      () => readNode(owner, { node }),
      () => registerNode(owner, machine),
      () => updateNode(owner, { node, cores: 1 }),
      () => closeNode(owner, { node }),
      () => assignNode(owner, { node, organisationId: organisation.id }),
      () => removeNode(owner, { node }),
    ])
      await expect(work()).rejects.toEqual(reason("permission.portal"));
    expect(await row(node)).toEqual(before);
  });
});

describe("dedicating a node", () => {
  it("needs the enterprise tier, is logged, and can be undone", async () => {
    const admin = await administrator();
    const node = await newNode();
    const { organisation } = await newEnterprise();
    const free = await newOrganisation();
    await expect(assignNode(admin, { node, organisationId: free.organisation.id })).rejects.toEqual(
      reason("node.tier"),
    );
    await expect(assignNode(admin, { node, organisationId: randomUUID() })).rejects.toEqual(reason("unknown"));
    await expect(assignNode(admin, { node: randomUUID(), organisationId: null })).rejects.toEqual(reason("unknown"));
    const assigned = await assignNode(admin, { node, organisationId: organisation.handle });
    expect(assigned.dedicatedTo).toEqual({ id: organisation.id, handle: organisation.handle, name: "Apex Gaming" });
    expect(await portalLog()).toMatchObject({
      operation: "node.assign",
      details: { before: { dedicatedTo: "nobody" }, after: { dedicatedTo: "Apex Gaming" } },
    });
    expect(await assignNode(admin, { node, organisationId: null })).toMatchObject({ dedicatedTo: null });
  });
});

describe("an organisation's nodes", () => {
  const usable = async (who: SignedIn, organisation: string) =>
    (await listUsable(who, { organisation })).map(({ id, refusal }) => [id, refusal]);

  it("are its dedicated ones, then the shared ones of its tier by free memory, each with any reason against it", async () => {
    await sudo("delete from nodes");
    const { owner, organisation } = await newEnterprise();
    const other = await newEnterprise();
    const small = await newNode({ memoryMb: 1_000 });
    const large = await newNode({ memoryMb: 2_000 });
    const own = await newNode({ memoryMb: 10, dedicatedTo: organisation.id });
    await newNode({ dedicatedTo: other.organisation.id });
    await newNode({ tiers: ["free"] });
    expect(await usable(owner, organisation.id)).toEqual([
      [own, null],
      [large, null],
      [small, null],
    ]);
    await sudo("update nodes set state = 'draining' where id = $1", [small]);
    await sudo("update nodes set healthy = false where id = $1", [large]);
    await sudo("update organisations set portal_tier = 'paid' where id = $1", [organisation.id]);
    expect(await usable(owner, organisation.id)).toEqual([
      [own, "tier"],
      [large, "unhealthy"],
      [small, "draining"],
    ]);
    const [first] = await listUsable(owner, { organisation: organisation.id });
    expect(first).toMatchObject({ available: false, reason: "It doesn’t serve your portal tier." });
    expect(Object.keys(first ?? {})).not.toContain("endpoint");
  });

  it("can be read only with node.read, and never another organisation's", async () => {
    const { organisation, ref } = await newEnterprise();
    const reader = await newHolder(organisation.id, ["node.read"], "Reader");
    const none = await newHolder(organisation.id, ["member.read"], "None");
    expect(await listUsable(reader, ref)).toEqual(expect.any(Array));
    await expect(listUsable(none, ref)).rejects.toEqual(reason("permission.missing"));
    const theirs = await newNode({ dedicatedTo: organisation.id });
    const other = await newEnterprise();
    expect((await listUsable(other.owner, other.ref)).map(({ id }) => id)).not.toContain(theirs);
    await asApplication(async (client) => {
      const seen = async () => (await client.query("select from nodes where id = $1", [theirs])).rowCount;
      expect(await seen()).toBe(0);
      await client.query("begin");
      await client.query("select set_config('app.organisation_id', $1, true)", [other.organisation.id]);
      expect(await seen()).toBe(0);
      await client.query("select set_config('app.organisation_id', $1, true)", [organisation.id]);
      expect(await seen()).toBe(1);
      expect((await client.query("update nodes set state = 'closed'")).rowCount).toBe(0);
      await expect(client.query("update nodes set promised_memory_mb = 0")).rejects.toThrow("permission denied");
    });
  });
});
