import { describe, expect, it } from "vitest";
import { countRows, narrowTo, newEnterprise, newHolder, newMember, newProjects, sudo, useDatabase } from "@/db/testing";
import { newNode } from "@/lib/nodes/testing";
import { createServer } from "@/lib/servers/create_operations";
import { moveServer } from "@/lib/servers/move_operations";
import { listServers } from "@/lib/servers/operations";
import { small } from "@/lib/servers/testing";

useDatabase();

async function place() {
  await newNode();
  const { owner, organisation, ref } = await newEnterprise();
  const [one = "", two = "", three = ""] = await newProjects(organisation.id, "One", "Two", "Three");
  const server = (projectId?: string) => createServer(owner, { ...ref, ...small(), projectId });
  return { owner, organisation, ref, one, two, three, server };
}

describe("moveServer", () => {
  it("moves a server to another project or to none, and logs each move", async () => {
    const { owner, ref, one, two, server, organisation } = await place();
    const { id, name } = await server(one);
    expect(await moveServer(owner, { ...ref, server: id, projectId: two })).toMatchObject({ project: { id: two } });
    expect(await moveServer(owner, { ...ref, server: id, projectId: null })).toMatchObject({ project: null });
    // Moving to its current project isn't logged.
    await moveServer(owner, { ...ref, server: id, projectId: "" });
    const log = await sudo(
      "select target_name, details from audit where organisation_id = $1 and operation = 'server.move' order by seq",
      [organisation.id],
    );
    expect(log).toEqual([
      { target_name: name, details: { before: { project: "One" }, after: { project: "Two" } } },
      { target_name: name, details: { before: { project: "Two" }, after: { project: "none" } } },
    ]);
  });

  it("is refused to members, for unknown projects, and for another organisation's project", async () => {
    const { ref, one, server, organisation, owner } = await place();
    const other = await place();
    const { id } = await server(one);
    const member = await newMember(organisation.id, "member");
    const before = await countRows(organisation.id);
    await expect(moveServer(member, { ...ref, server: id, projectId: null })).rejects.toMatchObject({
      reason: "permission.missing",
    });
    await expect(moveServer(owner, { ...ref, server: id, projectId: other.one })).rejects.toMatchObject({
      ...{ code: "NOT_FOUND", reason: "project.unknown", fields: { projectId: [expect.any(String)] } },
    });
    const theirs = await other.server(other.one);
    await expect(moveServer(owner, { ...ref, server: theirs.id, projectId: one })).rejects.toMatchObject({
      reason: "unknown",
    });
    expect(await countRows(organisation.id)).toEqual(before);
  });

  it("lets restricted members move servers only between their own projects", async () => {
    const { ref, one, two, three, server, organisation } = await place();
    const holder = await newHolder(organisation.id, ["server.read", "server.update"], "Keeper");
    await narrowTo(organisation.id, holder, one, two);
    const [mine, hidden, loose] = [await server(one), await server(three), await server()];
    expect((await listServers(holder, ref)).items.map(({ id }) => id)).toEqual([mine.id]);
    expect(await moveServer(holder, { ...ref, server: mine.id, projectId: two })).toMatchObject({
      project: { id: two },
    });
    await expect(moveServer(holder, { ...ref, server: mine.id, projectId: three })).rejects.toMatchObject({
      reason: "project.unknown",
    });
    await expect(moveServer(holder, { ...ref, server: mine.id, projectId: null })).rejects.toMatchObject({
      reason: "server.project",
    });
    for (const { id } of [hidden, loose])
      await expect(moveServer(holder, { ...ref, server: id, projectId: one })).rejects.toMatchObject({
        reason: "unknown",
      });
    const [row] = await sudo<{ id: string }>("select project_id as id from servers where id = $1", [mine.id]);
    expect(row?.id).toBe(two);
  });

  it("survives twenty moves at once: the server ends in one of the projects, and the server count is unchanged", async () => {
    const { owner, ref, one, two, server, organisation } = await place();
    const { id } = await server();
    await Promise.all(
      Array.from({ length: 20 }, (_, turn) =>
        moveServer(owner, { ...ref, server: id, projectId: turn % 2 ? one : two }),
      ),
    );
    const [row] = await sudo<{ project: string; count: number }>(
      "select project_id as project, server_count as count from servers join organisations o on o.id = organisation_id where o.id = $1",
      [organisation.id],
    );
    expect([one, two]).toContain(row?.project);
    expect(row?.count).toBe(1);
  });
});
