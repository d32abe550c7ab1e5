import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import {
  countRows,
  narrowTo,
  newEnterprise,
  newHolder,
  newMember,
  newProjects,
  newUser,
  type SignedIn,
  sudo,
  useDatabase,
} from "@/db/testing";
import { listActivity } from "@/lib/audit/operations";
import { systemCaller } from "@/lib/kernel/actor";
import { newNode } from "@/lib/nodes/testing";
import { readOrganisation } from "@/lib/organisations/operations";
import { deleteProject } from "@/lib/projects/operations";
import { createServer } from "@/lib/servers/create_operations";
import { deleteServer, listServers, powerServer, readServer } from "@/lib/servers/operations";
import { small } from "@/lib/servers/testing";
import { beginWork, forgetServer, keepWork, noteWork, remindWork, settle } from "@/lib/servers/work/operations";

useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const caller = systemCaller("server");

beforeAll(() => newNode());

/** An organisation with a server whose row says that it is running. */
async function running(more: object = {}) {
  const founded = await newEnterprise();
  const { owner, organisation, ref } = founded;
  const { id } = await createServer(owner, { ...ref, ...small(more) });
  await sudo("update servers set state = 'running' where id = $1", [id]);
  return { ...founded, id, one: { ...ref, server: id }, work: { server: id, organisationId: organisation.id } };
}

async function jobsOf(id: string): Promise<number> {
  const rows = await sudo("select from pgboss.job where name = 'server' and data->>'server' = $1", [id]);
  return rows.length;
}

describe("powerServer", () => {
  it("sets a numbered wanted state, enqueues a job and logs itself, but does nothing if the state is reached already", async () => {
    const { owner, one, id, ref } = await running();
    expect(await powerServer(owner, { ...one, action: "stop" })).toMatchObject({ state: "running", wanted: "stopped" });
    expect(await jobsOf(id)).toBe(2);
    expect((await listActivity(owner, ref)).items[0]).toMatchObject({
      operation: "server.power",
      details: { after: { action: "stop" } },
    });
    await powerServer(owner, { ...one, action: "restart" });
    const [row] = await sudo("select wanted, kick, wish from servers where id = $1", [id]);
    expect(row).toEqual({ wanted: "running", kick: "restart", wish: 3 });
    await powerServer(owner, { ...one, action: "start" });
    expect(await jobsOf(id)).toBe(3);
  });

  it("refuses a server that is being created or deleted, and starts a failed one again", async () => {
    const { owner, one, id } = await running();
    for (const state of ["queued", "pulling", "creating"]) {
      await sudo("update servers set state = $2 where id = $1", [id, state]);
      await expect(powerServer(owner, { ...one, action: "start" })).rejects.toEqual(reason("server.unfinished"));
    }
    await sudo("update servers set state = 'failed', problem = 'x' where id = $1", [id]);
    expect(await powerServer(owner, { ...one, action: "start" })).toMatchObject({ state: "queued", problem: null });
    await deleteServer(owner, one);
    await expect(powerServer(owner, { ...one, action: "start" })).rejects.toEqual(reason("server.deleting"));
  });

  it("is allowed to members, as reading is, but deleting isn't; outsiders find nothing, and refusals write nothing", async () => {
    const { organisation, one, id } = await running();
    const member = await newMember(organisation.id, "member");
    const reader = await newHolder(organisation.id, ["server.read"], "Reader");
    await powerServer(member, { ...one, action: "stop" });
    expect(await readServer(reader, one)).toMatchObject({ id });
    const before = [await countRows(organisation.id), await sudo("select * from servers where id = $1", [id])];
    await expect(powerServer(reader, { ...one, action: "kill" })).rejects.toEqual(reason("permission.missing"));
    await expect(deleteServer(member, one)).rejects.toEqual(reason("permission.missing"));
    const outsider = await newUser();
    for (const work of [readServer, deleteServer]) await expect(work(outsider, one)).rejects.toEqual(reason("unknown"));
    expect([await countRows(organisation.id), await sudo("select * from servers where id = $1", [id])]).toEqual(before);
  });
});

describe("another organisation's server", () => {
  it("is not found by any operation", async () => {
    const theirs = await running();
    const { owner, ref } = await newEnterprise();
    const asked = (server: string) =>
      Promise.all(
        [
          readServer(owner, { ...ref, server }),
          powerServer(owner, { ...ref, server, action: "kill" }),
          deleteServer(owner, { ...ref, server }),
        ].map((work) => work.catch((error) => error)),
      );
    const before = await sudo("select * from servers where id = $1", [theirs.id]);
    expect(await asked(theirs.id)).toEqual(await asked(randomUUID()));
    expect(await sudo("select * from servers where id = $1", [theirs.id])).toEqual(before);
  });
});

describe("a member who is restricted to one project", () => {
  it("sees no servers outside it, in lists, one by one, or in the log", async () => {
    const { owner, organisation, ref } = await newEnterprise();
    const [seen = "", hidden = ""] = await newProjects(organisation.id, "Seen", "Hidden");
    const made = [];
    for (const projectId of [seen, hidden, undefined])
      made.push(await createServer(owner, { ...ref, ...small(), projectId }));
    const rights = ["server.read", "server.power", "server.delete", "auditLog.read", "project.read"];
    const holder = await newHolder(organisation.id, rights, "Holder");
    await narrowTo(organisation.id, holder, seen);
    const names = async (who: SignedIn, more = {}) =>
      (await listServers(who, { ...ref, ...more })).items.map(({ id }) => id);
    expect(await names(holder)).toEqual([made[0]?.id]);
    expect(await names(owner)).toHaveLength(3);
    expect(await readOrganisation(holder, ref)).toMatchObject({ serverCount: 1 });
    expect(await readOrganisation(owner, ref)).toMatchObject({ serverCount: 3 });
    await expect(names(holder, { project: hidden })).rejects.toEqual(reason("unknown"));
    for (const outside of made.slice(1)) {
      const one = { ...ref, server: outside.id };
      await expect(readServer(holder, one)).rejects.toEqual(reason("unknown"));
      await expect(powerServer(holder, { ...one, action: "kill" })).rejects.toEqual(reason("unknown"));
      await expect(deleteServer(holder, one)).rejects.toEqual(reason("unknown"));
    }
    const { items } = await listActivity(holder, ref);
    expect(items.filter(({ operation }) => operation === "server.create").map(({ targetId }) => targetId)).toEqual([
      made[0]?.id,
    ]);
    // The servers of a deleted project are being deleted, and members restricted to other projects don't see them.
    await deleteProject(owner, { ...ref, project: seen });
    expect(await names(holder)).toEqual([]);
    expect(await readServer(owner, { ...ref, server: made[0]?.id ?? "" })).toMatchObject({
      project: null,
      state: "deleting",
    });
  });
});

describe("listServers", () => {
  it("sorts by name, pages without gaps or repeats, and searches", async () => {
    const { owner, ref } = await newEnterprise();
    for (const name of ["Beta", "alpha", "Ärger", "Gamma", "delta"])
      await createServer(owner, { ...ref, ...small({ name }) });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listServers(owner, { ...ref, limit: 2, cursor });
      seen.push(...page.items.map(({ name }) => name));
      cursor = page.after ?? undefined;
    } while (cursor);
    expect(seen).toEqual(["alpha", "Ärger", "Beta", "delta", "Gamma"]);
    expect((await listServers(owner, { ...ref, q: "ARG" })).items).toHaveLength(1);
    expect((await listServers(owner, { ...ref, state: "failed" })).items).toEqual([]);
  });
});

describe("the job of a server", () => {
  it("is claimed by one process, which sees a newer wanted state before it ends", async () => {
    const { owner, one, work } = await running();
    const first = await beginWork(caller, work);
    expect(first).toMatchObject({ wanted: "running", wish: 1 });
    expect(await beginWork(caller, work)).toBeNull();
    await powerServer(owner, { ...one, action: "stop" });
    const ended = { ...work, problem: null, exitCode: null };
    const next = await settle(caller, { ...ended, wish: 1, state: "running" });
    expect(next).toMatchObject({ wanted: "stopped", wish: 2 });
    expect(await beginWork(caller, work)).toBeNull();
    expect(await settle(caller, { ...ended, wish: 2, state: "stopped", exitCode: 0 })).toBeNull();
    expect(await readServer(owner, one)).toMatchObject({ state: "stopped", exitCode: 0 });
    // A late result changes nothing.
    await noteWork(caller, { ...work, state: "pulling", progress: 7 });
    await keepWork(caller, work);
    expect(await readServer(owner, one)).toMatchObject({ state: "stopped", progress: null });
    expect(await beginWork(caller, work)).toMatchObject({ wish: 2 });
  });

  it("deletes only rows of servers that are being deleted, and frees their allocation", async () => {
    const { owner, one, id, work } = await running();
    await forgetServer(caller, work);
    expect(await readServer(owner, one)).toMatchObject({ id });
    await deleteServer(owner, one);
    await noteWork(caller, { ...work, state: "pulling", progress: 1 });
    expect(await readServer(owner, one)).toMatchObject({ state: "deleting" });
    await forgetServer(caller, work);
    await expect(readServer(owner, one)).rejects.toEqual(reason("unknown"));
    expect(await beginWork(caller, work)).toBeNull();
  });

  it("is enqueued again if it was left unfinished, once in ten minutes", async () => {
    const { owner, one, id } = await running();
    await deleteServer(owner, one);
    const before = await jobsOf(id);
    await remindWork(caller, {});
    expect(await jobsOf(id)).toBe(before);
    await sudo("update servers set state_at = now() - interval '1 hour', claimed_until = null where id = $1", [id]);
    await Promise.all([remindWork(caller, {}), remindWork(caller, {}), remindWork(caller, {})]);
    expect(await jobsOf(id)).toBe(before + 1);
    await remindWork(caller, {});
    expect(await jobsOf(id)).toBe(before + 1);
  });
});
