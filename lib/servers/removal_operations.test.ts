import { beforeEach, describe, expect, it } from "vitest";
import {
  countRows,
  narrowTo,
  newEnterprise,
  newHolder,
  newMember,
  newProjects,
  newUser,
  sudo,
  useDatabase,
} from "@/db/testing";
import { listActivity } from "@/lib/audit/operations";
import { systemCaller } from "@/lib/kernel/actor";
import { newNode } from "@/lib/nodes/testing";
import { deleteProject, listProjects, readProjectContents } from "@/lib/projects/operations";
import { createServer } from "@/lib/servers/create_operations";
import { deleteServer, listServers } from "@/lib/servers/operations";
import { tearDownServers } from "@/lib/servers/removal_operations";
import { promisesOf, small } from "@/lib/servers/testing";
import { forgetServer } from "@/lib/servers/work/operations";

useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const system = systemCaller("deletion");
let node: string;

beforeEach(async () => {
  await sudo("update nodes set state = 'closed'");
  node = await newNode();
});

/** An organisation with these servers in a project, and one server outside projects. */
async function withServers(...names: string[]) {
  const founded = await newEnterprise();
  const { owner, organisation, ref } = founded;
  const [project = ""] = await newProjects(organisation.id, "Survival");
  const made = [];
  for (const name of names)
    made.push((await createServer(owner, { ...ref, ...small({ name, projectId: project }) })).id);
  await createServer(owner, { ...ref, ...small({ name: "Apart" }) });
  const states = async () =>
    Object.fromEntries(
      (await listServers(owner, { ...ref, limit: 200 })).items.map(({ name, state }) => [name, state]),
    );
  return { ...founded, project, one: { ...ref, project }, made, states };
}

const jobs = async (server: string | undefined) =>
  (await sudo("select from pgboss.job where name = 'server' and data->>'server' = $1", [server])).length;

describe("deleting a project", () => {
  it("lists its servers beforehand, and deletes them, each with a job and a log row", async () => {
    const { owner, one, ref, made, states } = await withServers("Beta", "Alpha");
    const contents = await readProjectContents(owner, one);
    expect(contents).toMatchObject({ serverCount: 2, servers: [{ name: "Alpha" }, { name: "Beta" }] });
    expect(await listProjects(owner, ref)).toMatchObject([{ name: "Survival", servers: 2 }]);
    expect(await deleteProject(owner, { ...one, mark: contents.mark })).toMatchObject({ name: "Survival" });
    expect(await listProjects(owner, ref)).toEqual([]);
    expect(await states()).toEqual({ Alpha: "deleting", Apart: "queued", Beta: "deleting" });
    for (const id of made) expect(await jobs(id)).toBe(2);
    const { items } = await listActivity(owner, ref);
    const log = items.map(({ operation, targetName }) => `${operation} ${targetName}`).slice(0, 3);
    expect(log.sort()).toEqual(["project.delete Survival", "server.delete Alpha", "server.delete Beta"]);
    expect(items.find(({ operation }) => operation === "project.delete")?.details).toMatchObject({
      before: { servers: 2 },
    });
    // They count until they are really gone.
    expect((await promisesOf(node)).promised?.count).toBe(3);
  });

  it("is refused if a server was added or removed since the preview, and then writes nothing", async () => {
    const { owner, organisation, one, ref, project, made } = await withServers("Alpha", "Beta");
    const { mark } = await readProjectContents(owner, one);
    await createServer(owner, { ...ref, ...small({ name: "Newer", projectId: project }) });
    const before = [await countRows(organisation.id), await sudo("select * from servers order by id")];
    await expect(deleteProject(owner, { ...one, mark })).rejects.toEqual(reason("project.changed"));
    expect([await countRows(organisation.id), await sudo("select * from servers order by id")]).toEqual(before);
    const later = await readProjectContents(owner, one);
    await deleteServer(owner, { ...ref, server: made[0] ?? "" });
    await expect(deleteProject(owner, { ...one, mark: later.mark })).rejects.toEqual(reason("project.changed"));
    // Servers being deleted already don't matter; without a mark, any servers are deleted.
    expect(await readProjectContents(owner, one)).toMatchObject({ serverCount: 2 });
    await deleteProject(owner, one);
    expect(await readProjectContents(owner, one).catch((error) => error)).toEqual(reason("unknown"));
  });

  it("also needs permission to delete servers if there are any; outsiders and restricted members find nothing", async () => {
    const { owner, organisation, one, ref, project, made } = await withServers("Alpha");
    const [other = ""] = await newProjects(organisation.id, "Other");
    const rights = ["project.read", "project.delete", "server.read"];
    const keeper = await newHolder(organisation.id, rights, "Keeper");
    const narrow = await newHolder(organisation.id, [...rights, "server.delete"], "Narrow");
    await narrowTo(organisation.id, narrow, other);
    const member = await newMember(organisation.id, "member");
    const before = [await countRows(organisation.id), await sudo("select * from servers order by id")];
    await expect(deleteProject(keeper, one)).rejects.toEqual(reason("project.servers"));
    await expect(deleteProject(member, one)).rejects.toEqual(reason("permission.missing"));
    for (const who of [narrow, await newUser()])
      for (const work of [deleteProject, readProjectContents])
        await expect(work(who, one)).rejects.toEqual(reason("unknown"));
    expect([await countRows(organisation.id), await sudo("select * from servers order by id")]).toEqual(before);
    await deleteServer(owner, { ...ref, server: made[0] ?? "" });
    expect(await deleteProject(keeper, one)).toMatchObject({ id: project });
  });

  it("leaves no servers behind that are being created in it at the same time", async () => {
    for (let round = 0; round < 5; round++) {
      const { owner, one, ref, project, states } = await withServers("Alpha");
      const making = Array.from(
        { length: 4 },
        (_, n) => () => createServer(owner, { ...ref, ...small({ name: `New ${n}`, projectId: project }) }),
      );
      const deleting = () => deleteProject(owner, one);
      const order = [...making.slice(0, round), deleting, ...making.slice(round)];
      const attempts = await Promise.allSettled(order.map((work) => work()));
      for (const each of attempts)
        if (each.status === "rejected") expect(each.reason).toMatchObject({ reason: "project.unknown" });
      const { Apart, ...others } = await states();
      expect(Apart).toBe("queued");
      expect(new Set(Object.values(others))).toEqual(new Set(["deleting"]));
    }
  });
});

describe("tearDownServers", () => {
  it("marks and counts all servers of the organisation in any state; its row stays, and other organisations aren't touched", async () => {
    const { owner, organisation, ref, states, made } = await withServers("Alpha", "Beta", "Gamma");
    const theirs = await withServers("Theirs");
    await sudo("update servers set state = 'failed', problem = 'x' where id = $1", [made[0]]);
    await sudo("update servers set state = 'running' where id = $1", [made[1]]);
    await deleteServer(owner, { ...ref, server: made[2] ?? "" });
    const input = { organisationId: organisation.id };
    await expect(tearDownServers(owner, input)).rejects.toEqual(reason("permission.portal"));
    expect(await tearDownServers(system, input)).toEqual({ ended: 3, left: 4 });
    expect(new Set(Object.values(await states()))).toEqual(new Set(["deleting"]));
    expect(await tearDownServers(system, input)).toEqual({ ended: 0, left: 4 });
    expect(await theirs.states()).toEqual({ Apart: "queued", Theirs: "queued" });
    expect((await listActivity(owner, ref)).items[3]).toMatchObject({
      operation: "server.tearDown",
      details: { after: { deleting: 3 } },
    });
    // The database keeps the organisation while any server is left.
    await expect(sudo("delete from organisations where id = $1", [organisation.id])).rejects.toThrow("servers");
    const left = await sudo<{ id: string }>("select id from servers where organisation_id = $1", [organisation.id]);
    for (const { id } of left) await forgetServer(system, { server: id, organisationId: organisation.id });
    expect(await tearDownServers(system, input)).toEqual({ ended: 0, left: 0 });
  });

  it("doesn't deadlock with jobs that remove servers at the same time", async () => {
    for (let round = 0; round < 5; round++) {
      const { owner, organisation, one, made } = await withServers("A", "B", "C", "D");
      const input = { organisationId: organisation.id };
      await sudo("update servers set wanted = 'gone', state = 'deleting' where id = any ($1)", [made.slice(0, 2)]);
      await Promise.all([
        deleteProject(owner, one),
        tearDownServers(system, input),
        ...made.slice(0, 2).map((server) => forgetServer(system, { ...input, server })),
        ...made
          .slice(0, 2)
          .map((server) => deleteServer(owner, { organisation: organisation.id, server }).catch(() => {})),
      ]);
      expect((await tearDownServers(system, input)).left).toBe(3);
    }
  });
});
