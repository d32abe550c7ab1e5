import { createServer, type Server } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { newUser, sudo, useDatabase } from "@/db/testing";
import { startWorker } from "@/lib/jobs/worker";
import { systemCaller } from "@/lib/kernel/actor";
import { noteHealth } from "@/lib/nodes/health_operations";
import { newNode } from "@/lib/nodes/testing";
import { readPortalHealth } from "@/lib/portal/health/operations";
import { newGateway, report } from "@/lib/tunnels/testing";

// First a real mail server, and behind the same port later one that accepts connections and then says nothing.
const mailServer = new SMTPServer({ authOptional: true, disabledCommands: ["STARTTLS"] });
const port = await new Promise<number>((resolve) => {
  const listening = mailServer.listen(0, "127.0.0.1", () => resolve((listening.address() as { port: number }).port));
});
process.env.SMTP_URL = `smtp://127.0.0.1:${port}`;
useDatabase();

let silent: Server | undefined;
let stop: (() => Promise<void>) | undefined;
afterAll(async () => {
  await stop?.();
  silent?.close();
});
beforeEach(() => vi.useRealTimers());

const line = systemCaller("command line");
const read = () => readPortalHealth(line, {});
/** When what is known of other machines is out of date. */
function later() {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 11_000 });
}

describe("the portal’s health", () => {
  it("is only for portal administrators", async () => {
    const refused = readPortalHealth(await newUser(), {});
    await expect(refused).rejects.toMatchObject({ reason: "permission.portal" });
    expect(await readPortalHealth(await newUser({ portalAdmin: true }), {})).toHaveProperty("state");
  });

  it("is read from the real database, disk and mail server", async () => {
    const { database, mail, disk, process: own, nameServer, nodes, gateways } = await read();
    expect(database).toMatchObject({ state: "good", missingMigrations: [], version: expect.stringMatching(/^\d+/) });
    expect(database.sizeBytes).toBeGreaterThan(1_000_000);
    expect(database.connections).toBeGreaterThan(0);
    expect(database.maxConnections).toBeGreaterThan(database.connections);
    expect(mail).toMatchObject({ state: "good", lastSentAt: null, failedInADay: 0 });
    expect(disk.freeBytes).toBeGreaterThan(0);
    expect(disk.totalBytes).toBeGreaterThanOrEqual(disk.freeBytes ?? Number.POSITIVE_INFINITY);
    expect(own.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(Date.now() - own.startedAt.getTime()).toBeGreaterThan(0);
    expect([nameServer.state, nodes.state, gateways.state]).toEqual(["none", "none", "none"]);
  });

  it("is bad while a migration is missing", async () => {
    await sudo("delete from kysely_migration where name = '047_operating'");
    expect(await read()).toMatchObject({ state: "bad", database: { missingMigrations: ["047_operating"] } });
    await sudo("insert into kysely_migration values ('047_operating', now()::text)");
  });

  it("notices whether a worker runs", async () => {
    expect((await read()).workers).toMatchObject({ state: "bad" });
    stop = await startWorker();
    await expect.poll(async () => (await read()).workers.state, { timeout: 15_000 }).toBe("good");
  }, 20_000);

  it("says since when a node is offline", async () => {
    const node = await newNode();
    expect((await read()).nodes).toMatchObject({ state: "good", online: 1, offline: [] });
    const problem = "The machine didn’t respond.";
    for (let miss = 0; miss < 2; miss++) await noteHealth(line, { node, problem, version: null });
    const { nodes } = await read();
    expect(nodes).toMatchObject({ state: "bad", online: 0, offline: [{ id: node, problem }] });
    expect(Date.now() - Number(nodes.offline[0]?.since)).toBeLessThan(60_000);
  });

  it("says which gateway of tunnels is silent, and which one can’t do its work", async () => {
    const gateway = await newGateway({ name: "Gate" });
    const named = { id: gateway.id, name: "Gate" };
    expect((await read()).gateways).toMatchObject({ state: "good", answering: 1, silent: [], failing: [] });
    await report(gateway, [], { problem: "The WireGuard port is in use." });
    expect((await read()).gateways).toMatchObject({
      ...{ state: "warning", answering: 0, failing: [{ ...named, problem: "The WireGuard port is in use." }] },
    });
    await sudo("update gateways set reported_at = now() - interval '3 minutes' where id = $1", [gateway.id]);
    const { gateways } = await read();
    expect(gateways).toMatchObject({ state: "bad", answering: 0, silent: [named], failing: [] });
    expect(Date.now() - Number(gateways.silent[0]?.since)).toBeGreaterThan(170_000);
  });

  it("answers soon even if the mail server accepts the connection and then says nothing", async () => {
    await new Promise<void>((done) => mailServer.close(done));
    silent = createServer(() => {}).listen(port, "127.0.0.1");
    later();
    const began = performance.now();
    expect((await read()).mail).toMatchObject({ state: "bad", sentence: "The SMTP server doesn’t answer." });
    expect(performance.now() - began).toBeLessThan(6_000);
  }, 15_000);
});
