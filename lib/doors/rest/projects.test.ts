import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { narrowTo, newMember, newOrganisation, newProjects, useDatabase } from "@/db/testing";
import { programOf } from "@/lib/doors/rest/testing";
import { newNode } from "@/lib/nodes/testing";
import { createServer } from "@/lib/servers/create_operations";
import { small } from "@/lib/servers/testing";

useDatabase();

it("REST creates, lists, reads, edits and deletes projects, and restricts members to them", async () => {
  const { owner, organisation } = await newOrganisation();
  const member = await newMember(organisation.id, "member");
  const call = await programOf(owner, organisation.id);
  const base = `/organisations/${organisation.handle}`;
  const made = await call("POST", `${base}/projects`, { name: "Website", description: "Pages" });
  expect(made).toMatchObject({ status: 201, body: { name: "Website", description: "Pages", narrowed: 0 } });
  expect(await call("POST", `${base}/projects`, { name: "website" })).toMatchObject({
    status: 409,
    body: { code: "CONFLICT", fields: { name: [expect.any(String)] } },
  });
  for (const body of [{ name: "X", organisationId: randomUUID() }, { name: "X", createdAt: "now" }, { name: "" }])
    expect((await call("POST", `${base}/projects`, body)).status).toBe(400);
  const one = `${base}/projects/${made.body.id}`;
  expect(await call("PUT", one, { name: "Pages" })).toMatchObject({ body: { name: "Pages", description: "Pages" } });
  expect((await call("GET", one)).body.name).toBe("Pages");
  expect((await call("GET", `${base}/projects?q=pag`)).body).toHaveLength(1);
  expect((await call("GET", `${base}/projects?q=web`)).body).toEqual([]);
  const limits = `${base}/users/${member.actor.userId}/projects`;
  const projects = [{ id: made.body.id, name: "Pages" }];
  expect((await call("PUT", limits, { projects: [made.body.id] })).body.projects).toEqual(projects);
  expect((await call("GET", `${base}/users/${member.actor.userId}`)).body).toMatchObject({ narrowed: true, projects });
  expect((await call("PUT", limits, { projects: [] })).body.projects).toBeNull();
  expect((await call("DELETE", one)).body).toEqual({ success: true });
  expect((await call("GET", one)).status).toBe(404);
});

it("REST previews a project's deletion, and deletes it only with the servers in the preview", async () => {
  const { owner, organisation, ref } = await newOrganisation();
  const call = await programOf(owner, organisation.id);
  const [project = ""] = await newProjects(organisation.id, "Website");
  const one = `/organisations/${organisation.handle}/projects/${project}`;
  await newNode();
  await createServer(owner, { ...ref, ...small({ name: "Shop", projectId: project }) });
  const { body: contents } = await call("GET", `${one}/contents`);
  expect(contents).toMatchObject({ serverCount: 1, servers: [{ name: "Shop", state: "queued" }] });
  await createServer(owner, { ...ref, ...small({ projectId: project }) });
  expect(await call("DELETE", one, { mark: contents.mark })).toMatchObject({ status: 409, body: { code: "CONFLICT" } });
  expect((await call("DELETE", one, { mark: "nonsense" })).status).toBe(400);
  const { mark } = (await call("GET", `${one}/contents`)).body;
  expect((await call("DELETE", one, { mark })).body).toEqual({ success: true });
  const left = (await call("GET", `/organisations/${organisation.handle}/servers`)).body;
  expect(left).toMatchObject([
    { state: "deleting", project: null },
    { state: "deleting", project: null },
  ]);
  expect((await call("GET", `${one}/contents`)).status).toBe(404);
});

it("procedures create, list, read, edit and remove projects, and drop unknown keys", async () => {
  const { owner, organisation } = await newOrganisation();
  const call = await programOf(owner, organisation.id);
  const given = { name: "Website", description: "Pages", env: "A=1", organizationId: organisation.id };
  const made = await call("POST", "/project.create", given);
  const bare = {
    projectId: expect.any(String),
    organizationId: organisation.id,
    name: "Website",
    description: "Pages",
    env: "",
    createdAt: expect.any(String),
  };
  const none = {
    applications: [],
    compose: [],
    libsql: [],
    mariadb: [],
    mongo: [],
    mysql: [],
    postgres: [],
    redis: [],
  };
  const { projectId } = made.body.project;
  const ids = { environmentId: projectId, projectId, createdAt: made.body.project.createdAt };
  const environment = { ...ids, name: "production", description: null, env: "", isDefault: true, ...none };
  expect([made.status, made.body]).toEqual([200, { project: bare, environment }]);
  const record = { ...bare, environments: [environment], projectTags: [] };
  expect((await call("GET", "/project.all")).body).toEqual([record]);
  expect((await call("GET", `/project.one?projectId=${projectId}`)).body).toEqual(record);
  const update = { projectId, name: "Shop", description: null };
  expect((await call("POST", "/project.update", update)).body).toMatchObject({ name: "Shop", description: null });
  expect((await call("POST", "/project.remove", { projectId })).body).toMatchObject({ projectId, name: "Shop" });
  expect(await call("POST", "/project.remove", { projectId })).toMatchObject({
    status: 404,
    body: { code: "NOT_FOUND" },
  });
});

it("for a restricted member's program other projects look like unknown ones, at both doors", async () => {
  const { organisation } = await newOrganisation();
  const [seen = "", hidden = ""] = await newProjects(organisation.id, "Seen", "Hidden");
  const member = await newMember(organisation.id, "member");
  await narrowTo(organisation.id, member, seen);
  const call = await programOf(member, organisation.id);
  const rest = `/organisations/${organisation.id}/projects`;
  expect((await call("GET", rest)).body).toMatchObject([{ id: seen }]);
  expect((await call("GET", "/project.all")).body).toMatchObject([{ projectId: seen }]);
  for (const path of [`${rest}/`, "/project.one?projectId="]) {
    const unknown = await call("GET", path + randomUUID());
    expect(unknown.status).toBe(404);
    expect(await call("GET", path + hidden)).toEqual(unknown);
  }
});
