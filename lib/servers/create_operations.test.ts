import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import {
  countRows,
  narrowTo,
  newEnterprise,
  newHolder,
  newMember,
  newOrganisation,
  newProjects,
  newUser,
  sudo,
  useDatabase,
} from "@/db/testing";
import { listActivity } from "@/lib/audit/operations";
import { systemCaller } from "@/lib/kernel/actor";
import { newNode } from "@/lib/nodes/testing";
import { changeRegistries } from "@/lib/portal/settings_operations";
import { createServer } from "@/lib/servers/create_operations";
import { deleteServer } from "@/lib/servers/operations";
import { promisesOf, small } from "@/lib/servers/testing";
import { updateServer } from "@/lib/servers/update_operations";

useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const jobs = (server: string) =>
  sudo("select from pgboss.job where name = 'server' and data->>'server' = $1", [server]);

beforeEach(async () => {
  // Nodes belong to the whole portal: remove those of other tests.
  await sudo("update nodes set state = 'closed'");
});

describe("createServer", () => {
  it("reserves memory, cores, disk and ports on a node, enqueues a job, logs itself, and encrypts the variables", async () => {
    const node = await newNode({ firstPort: 26_000, lastPort: 26_999 });
    const { owner, organisation, ref } = await newOrganisation();
    const [project = ""] = await newProjects(organisation.id, "Website");
    const made = await createServer(owner, {
      ...ref,
      ...small({ name: " Lobby ", image: "itzg/minecraft-server", cores: 1.25 }),
      projectId: project,
      environment: { EULA: "TRUE", PASSWORD: "hunter2" },
      ports: [{ port: 25_565 }, { port: 25_565, protocol: "udp" }],
    });
    expect(made).toMatchObject({
      name: "Lobby",
      image: "itzg/minecraft-server:latest",
      state: "queued",
      project: { id: project, name: "Website" },
      node: { id: node },
      address: "node.example.org",
      ports: [
        { port: 25_565, protocol: "tcp", hostPort: 26_000 },
        { port: 25_565, protocol: "udp", hostPort: 26_000 },
      ],
    });
    const { promised, servers } = await promisesOf(node);
    expect(promised).toEqual({ memory: 64, cores: 1.25, disk: 64, ports: 1, count: 1 });
    expect(servers).toEqual(promised);
    expect(await jobs(made.id)).toHaveLength(1);
    const [{ environment } = { environment: Buffer.alloc(0) }] = await sudo<{ environment: Buffer }>(
      "select environment from servers where id = $1",
      [made.id],
    );
    expect(environment.includes("hunter2")).toBe(false);
    const { items } = await listActivity(owner, ref);
    expect(items[0]).toMatchObject({ operation: "server.create", targetName: "Lobby" });
    expect(JSON.stringify(items)).not.toContain("hunter2");
  });

  it("is refused without permission, to outsiders and for a name that is taken, and then writes nothing", async () => {
    const node = await newNode();
    const { owner, organisation, ref } = await newOrganisation();
    await createServer(owner, { ...ref, ...small({ name: "Éclair" }) });
    const member = await newMember(organisation.id, "member");
    const before = [await countRows(organisation.id), await promisesOf(node)];
    await expect(createServer(member, { ...ref, ...small() })).rejects.toEqual(reason("permission.missing"));
    await expect(createServer(await newUser(), { ...ref, ...small() })).rejects.toEqual(reason("unknown"));
    await expect(createServer(owner, { ...ref, ...small({ name: "ECLAIR" }) })).rejects.toMatchObject({
      reason: "server.taken",
      fields: { name: [expect.any(String)] },
    });
    const theirs = await newOrganisation();
    const [foreign] = await newProjects(theirs.organisation.id, "Theirs");
    for (const projectId of [foreign, randomUUID()])
      await expect(createServer(owner, { ...ref, ...small(), projectId })).rejects.toEqual(reason("project.unknown"));
    expect([await countRows(organisation.id), await promisesOf(node)]).toEqual(before);
  });

  it("refuses invalid images, variables, ports and limits", async () => {
    const { owner, ref } = await newOrganisation();
    for (const wrong of [
      ...["", "UPPER/case", "a b", "-x", "a:", "a@sha256:12", "http://x/y", "x".repeat(300)].map((image) => ({
        image,
      })),
      { environment: { "not=a name": "x" } },
      { environment: { A: "nul\0" } },
      { environment: { A: "x".repeat(9_000) } },
      { ports: [{ port: 0 }] },
      { ports: [{ port: 80 }, { port: 80 }] },
      { ports: Array.from({ length: 21 }, (_, n) => ({ port: n + 1 })) },
      { memoryMb: 1 },
      { cores: 0 },
      { hostPorts: [22] },
      { privileged: true },
    ])
      await expect(createServer(owner, { ...ref, ...small(wrong) })).rejects.toMatchObject({ code: "INVALID" });
  });

  it("accepts images only from allowed registries, in any notation", async () => {
    const node = await newNode();
    const { owner, ref, organisation } = await newEnterprise();
    const before = [await countRows(organisation.id), await promisesOf(node)];
    for (const image of [
      ...["127.0.0.1:5001/x", "localhost/x", "LOCALHOST:5000/x", "[::1]:5000/x", "0x7f.1/x", "169.254.169.254/latest"],
      ...[
        "images.example.org/x",
        "ghcr.io.example.org/x",
        "ghcr.io:5000/x",
        "evil.example/docker.io/x",
        "docker.io.:80/x",
      ],
    ])
      await expect(createServer(owner, { ...ref, ...small({ image }) })).rejects.toMatchObject({
        reason: "image.registry",
        code: "FORBIDDEN",
        fields: { image: [expect.stringMatching(/^Only images from docker\.io, ghcr\.io,/)] },
      });
    expect([await countRows(organisation.id), await promisesOf(node)]).toEqual(before);
    for (const [image, written] of [
      ["DOCKER.io./library/nginx", "nginx:latest"],
      ["quay.io:443/a/b:1", "quay.io/a/b:1"],
    ])
      expect(await createServer(owner, { ...ref, ...small({ image }) })).toMatchObject({ image: written });
    const add = (...imageRegistries: string[]) => changeRegistries(systemCaller("test"), { imageRegistries });
    await add("images.example.org:5000");
    const { id } = await createServer(owner, { ...ref, ...small({ image: "images.example.org:5000/x" }) });
    await sudo("update servers set state = 'stopped', wanted = 'stopped' where id = $1", [id]);
    await add();
    const one = { ...ref, server: id };
    for (const image of ["images.example.org:5000/y", "127.0.0.1/y"])
      await expect(updateServer(owner, { ...one, image })).rejects.toMatchObject({ reason: "image.registry" });
    // An unchanged image isn't checked again: the node will find out.
    expect(await updateServer(owner, { ...one, image: "images.example.org:5000/x", memoryMb: 65 })).toMatchObject({
      memoryMb: 65,
    });
    // Its name is allowed, but its address isn't.
    await sudo("insert into image_registries values ('10.0.0.1:5000')");
    await expect(createServer(owner, { ...ref, ...small({ image: "10.0.0.1:5000/x" }) })).rejects.toMatchObject({
      fields: { image: [expect.stringMatching(/private address/)] },
    });
  });

  it("allows restricted members only their own projects", async () => {
    await newNode();
    const { organisation, ref } = await newEnterprise();
    const [seen = "", hidden = ""] = await newProjects(organisation.id, "Seen", "Hidden");
    const maker = await newHolder(organisation.id, ["server.create", "server.read"], "Maker");
    await narrowTo(organisation.id, maker, seen);
    await expect(createServer(maker, { ...ref, ...small() })).rejects.toEqual(reason("server.project"));
    await expect(createServer(maker, { ...ref, ...small(), projectId: hidden })).rejects.toEqual(
      reason("project.unknown"),
    );
    expect(await createServer(maker, { ...ref, ...small(), projectId: seen })).toMatchObject({ project: { id: seen } });
  });
});

describe("the node of a new server", () => {
  it("is a dedicated one first, then the one with the most free memory, then the first by name", async () => {
    const { owner, organisation, ref } = await newEnterprise();
    await newNode({ name: "Large", memoryMb: 4_000 });
    const own = await newNode({ name: "Own", memoryMb: 100, dedicatedTo: organisation.id });
    const second = await newNode({ name: "B same", memoryMb: 5_000 });
    const first = await newNode({ name: "A same", memoryMb: 5_000 });
    const nodes = [];
    for (let n = 0; n < 3; n++) nodes.push((await createServer(owner, { ...ref, ...small() })).node.id);
    expect(nodes).toEqual([own, first, second]);
  });

  it("must meet the same conditions when it is chosen, and can't be another organisation's", async () => {
    const { owner, ref } = await newEnterprise();
    const other = await newEnterprise();
    const theirs = await newNode({ dedicatedTo: other.organisation.id });
    const full = await newNode({ memoryMb: 10 });
    const good = await newNode({ memoryMb: 100 });
    await newNode({ memoryMb: 9_000 });
    for (const nodeId of [theirs, randomUUID()]) {
      const answer = await createServer(owner, { ...ref, ...small(), nodeId }).catch((error) => error);
      expect(answer).toMatchObject({ code: "NOT_FOUND", reason: "node.unknown" });
    }
    await expect(createServer(owner, { ...ref, ...small(), nodeId: full })).rejects.toMatchObject({
      reason: "server.noNode",
      message: expect.stringContaining("one has too little free memory"),
    });
    expect((await createServer(owner, { ...ref, ...small(), nodeId: good })).node.id).toBe(good);
  });

  it.each([
    ["memory", { memoryMb: 63 }, "too little free memory"],
    ["cores", { cores: 0.05 }, "too few free CPU cores"],
    ["disk", { diskMb: 63 }, "too little free disk"],
    ["ports", { lastPort: 25_000 }, "too few free ports"],
    ["places", { maxServers: 0 }, "reached the maximum number"],
    ["tier", { tiers: ["paid"] }, "No node is available for your portal tier."],
  ])("is none when it lacks %s, and the refusal says so", async (_what, machine, words) => {
    await newNode(machine);
    const { owner, ref } = await newOrganisation();
    const ports = [{ port: 1 }, { port: 2 }];
    await sudo("update nodes set tiers = '{}' where state = 'closed'");
    await expect(createServer(owner, { ...ref, ...small({ ports }) })).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "server.noNode",
      message: expect.stringContaining(words),
    });
  });

  it("is never one that is closed, draining or offline, nor a dedicated one after a downgrade", async () => {
    const { owner, organisation, ref } = await newEnterprise();
    const node = await newNode({ dedicatedTo: organisation.id });
    const attempt = () => createServer(owner, { ...ref, ...small(), nodeId: node });
    await attempt();
    for (const [change, words] of [
      ["state = 'closed'", "one is closed"],
      ["state = 'draining'", "one is draining"],
      ["state = 'open', healthy = false", "one is offline"],
    ]) {
      await sudo(`update nodes set ${change} where id = $1`, [node]);
      await expect(attempt()).rejects.toMatchObject({ message: expect.stringContaining(words ?? "") });
    }
    await sudo("update nodes set healthy = true where id = $1", [node]);
    await sudo("update organisations set portal_tier = 'paid' where id = $1", [organisation.id]);
    await expect(attempt()).rejects.toMatchObject({ message: expect.stringContaining("portal tier") });
    expect((await promisesOf(node)).promised?.count).toBe(1);
  });
});

describe("a portal tier's server limit", () => {
  it.each([
    ["free", 2],
    ["educational", 3],
    ["paid", 10],
  ])("holds when thirty servers are created at once: %s %i", async (tier, most) => {
    const node = await newNode();
    const { owner, organisation, ref } = await newOrganisation();
    await sudo("update organisations set portal_tier = $2 where id = $1", [organisation.id, tier]);
    const attempts = await Promise.allSettled(
      Array.from({ length: 30 }, () => createServer(owner, { ...ref, ...small({ ports: [{ port: 80 }] }) })),
    );
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(most);
    for (const each of attempts)
      if (each.status === "rejected")
        expect(each.reason).toMatchObject({ code: "LIMIT_REACHED", reason: "server.limit" });
    expect((await countRows(organisation.id))?.servers).toBe(most);
    const { promised, servers } = await promisesOf(node);
    expect(promised).toEqual(servers);
    expect(promised?.count).toBe(most);
  });

  it("counts servers in every state, and removes none after a downgrade", async () => {
    await newNode();
    const { owner, organisation, ref } = await newEnterprise();
    const first = await createServer(owner, { ...ref, ...small() });
    for (let n = 0; n < 2; n++) await createServer(owner, { ...ref, ...small() });
    await sudo("update organisations set portal_tier = 'free' where id = $1", [organisation.id]);
    await expect(createServer(owner, { ...ref, ...small() })).rejects.toMatchObject({
      reason: "server.limit",
      message: expect.stringContaining(
        "allows 2 servers, and this organisation has 3. To create another, delete 2, or",
      ),
    });
    await deleteServer(owner, { ...ref, server: first.id });
    await expect(createServer(owner, { ...ref, ...small() })).rejects.toEqual(reason("server.limit"));
    await sudo("delete from servers where organisation_id = $1", [organisation.id]);
    await createServer(owner, { ...ref, ...small() });
  });
});
