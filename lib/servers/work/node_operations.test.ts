import { beforeEach, describe, expect, it } from "vitest";
import { narrowTo, newHolder, newProjects, newUser, sudo, useDatabase } from "@/db/testing";
import { systemCaller } from "@/lib/kernel/actor";
import { updateNode } from "@/lib/nodes/operations";
import { newNode } from "@/lib/nodes/testing";
import { createServer } from "@/lib/servers/create_operations";
import { deleteServer } from "@/lib/servers/operations";
import { small } from "@/lib/servers/testing";
import { forgetServer } from "@/lib/servers/work/operations";
import { addRecord, listRecords } from "@/lib/zones/records/operations";
import { zoned } from "@/lib/zones/testing/zoned";

useDatabase();

beforeEach(async () => {
  await sudo("update nodes set state = 'closed'");
});

/** A node with this public address. */
async function nodeAt(address: string) {
  const node = await newNode();
  await sudo("update nodes set public_address = $2 where id = $1", [node, address]);
  return node;
}

/** An enterprise with a zone, and shortcuts for its servers and records. */
async function withZone(records: [name: string, type: string, content: string][]) {
  const founded = await zoned();
  const { owner, ref, organisation, inZone } = founded;
  await sudo("update organisations set portal_tier = 'enterprise' where id = $1", [organisation.id]);
  for (const [name, type, content] of records) await addRecord(owner, { ...inZone, name, type, content });
  return {
    ...founded,
    make: async (nodeId: string) => (await createServer(owner, { ...ref, ...small({ nodeId }) })).id,
    /** Deletes its row, as if its container were gone. */
    async remove(server: string) {
      await deleteServer(owner, { ...ref, server });
      await forgetServer(systemCaller("server"), { server, organisationId: organisation.id });
    },
    /** The records marked as pointing to a freed address. */
    flagged: async (who = owner) =>
      (await listRecords(who, { ...inZone, limit: 200 })).items
        .filter(({ freedAt }) => freedAt !== null)
        .map(({ label, type }) => `${label} ${type}`),
  };
}

describe("an address that an organisation's servers no longer use", () => {
  it("marks each record that points there, in any notation, with the day, until there is a server again", async () => {
    const [four, six, named] = [
      await nodeAt("203.0.113.24"),
      await nodeAt("2001:DB8:0:0::18"),
      await nodeAt("N1.Example.net"),
    ];
    const zone = await withZone([
      ["play", "A", "203.0.113.24"],
      ["play", "AAAA", "2001:db8::18"],
      ["map", "CNAME", "n1.example.net."],
      ["_minecraft._tcp", "SRV", "0 5 25565 n1.example.net."],
      ["other", "A", "203.0.113.25"],
      ["note", "TXT", "203.0.113.24"],
    ]);
    const servers = [await zone.make(four), await zone.make(six), await zone.make(named)];
    expect(await zone.flagged()).toEqual([]);
    // Not while the server is still being deleted: the address is still in use.
    await deleteServer(zone.owner, { ...zone.ref, server: servers[0] ?? "" });
    expect(await zone.flagged()).toEqual([]);
    for (const server of servers) await zone.remove(server);
    expect(await zone.flagged()).toEqual(["_minecraft._tcp SRV", "map CNAME", "play A", "play AAAA"]);
    const { items } = await listRecords(zone.owner, { ...zone.inZone, q: "203.0.113.24", type: "A" });
    expect(Date.now() - (items[0]?.freedAt?.getTime() ?? 0)).toBeLessThan(60_000);
    await zone.make(four);
    expect(await zone.flagged()).toEqual(["_minecraft._tcp SRV", "map CNAME", "play AAAA"]);
  });

  it("is noted only once no server of the organisation is there, on any node, and separately for each organisation", async () => {
    const [first, second] = [await nodeAt("198.51.100.7"), await nodeAt("198.51.100.7")];
    const [mine, theirs] = [
      await withZone([["beta", "A", "198.51.100.7"]]),
      await withZone([["beta", "A", "198.51.100.7"]]),
    ];
    const [one, two] = [await mine.make(first), await mine.make(second)];
    const foreign = await theirs.make(first);
    await mine.remove(one);
    expect(await mine.flagged()).toEqual([]);
    await mine.remove(two);
    expect([await mine.flagged(), await theirs.flagged()]).toEqual([["beta A"], []]);
    await theirs.remove(foreign);
    expect(await theirs.flagged()).toEqual(["beta A"]);
    // An organisation that never had a server there sees no mark.
    expect(await (await withZone([["beta", "A", "198.51.100.7"]])).flagged()).toEqual([]);
  });

  it("is noted when the last servers are deleted at the same moment", async () => {
    const node = await nodeAt("198.51.100.9");
    for (let round = 0; round < 5; round++) {
      const zone = await withZone([["beta", "A", "198.51.100.9"]]);
      const servers = [await zone.make(node), await zone.make(node), await zone.make(node)];
      await Promise.all(servers.map(zone.remove));
      expect(await zone.flagged()).toEqual(["beta A"]);
    }
  });

  it("is noted when a node gets another public address", async () => {
    const node = await nodeAt("192.0.2.1");
    const zone = await withZone([
      ["old", "A", "192.0.2.1"],
      ["new", "A", "192.0.2.2"],
    ]);
    await zone.make(node);
    const admin = await newUser({ portalAdmin: true });
    await updateNode(admin, { node, publicAddress: "192.0.2.2" });
    expect(await zone.flagged()).toEqual(["old A"]);
    await updateNode(admin, { node, publicAddress: "192.0.2.1" });
    expect(await zone.flagged()).toEqual(["new A"]);
  });

  it("is noted when two nodes share it, and one moves while the other's last server is deleted", async () => {
    const admin = await newUser({ portalAdmin: true });
    for (let round = 0; round < 6; round++) {
      const [moving, staying] = [await nodeAt("192.0.2.70"), await nodeAt("192.0.2.70")];
      const zone = await withZone([["play", "A", "192.0.2.70"]]);
      const [, last] = [await zone.make(moving), await zone.make(staying)];
      await Promise.all([updateNode(admin, { node: moving, publicAddress: "192.0.2.71" }), zone.remove(last)]);
      expect(await zone.flagged()).toEqual(["play A"]);
    }
  });

  it("is noted when a server goes to another node", async () => {
    const [from, to] = [await nodeAt("192.0.2.60"), await nodeAt("192.0.2.61")];
    const zone = await withZone([["play", "A", "192.0.2.60"]]);
    const server = await zone.make(from);
    await sudo("update servers set node_id = $2 where id = $1", [server, to]);
    expect(await zone.flagged()).toEqual(["play A"]);
    await sudo("update servers set node_id = $2 where id = $1", [server, from]);
    expect(await zone.flagged()).toEqual([]);
  });

  it("isn't shown to restricted members, because it would reveal servers outside their projects", async () => {
    const node = await nodeAt("192.0.2.50");
    const zone = await withZone([["play", "A", "192.0.2.50"]]);
    await zone.remove(await zone.make(node));
    const [project = ""] = await newProjects(zone.organisation.id, "Seen");
    const reader = await newHolder(zone.organisation.id, ["dns.read"], "Reader");
    expect(await zone.flagged(reader)).toEqual(["play A"]);
    await narrowTo(zone.organisation.id, reader, project);
    expect(await zone.flagged(reader)).toEqual([]);
  });

  it("never blocks deleting a server, whatever a node's public address is", async () => {
    for (const odd of ["999.1.1.1", "a:b", "1.2.3", "::", "-"]) {
      const zone = await withZone([]);
      const node = await nodeAt(odd);
      await zone.remove(await zone.make(node));
      const freed = await sudo("select from freed_addresses where organisation_id = $1", [zone.organisation.id]);
      expect(freed).toHaveLength(1);
    }
  });
});
