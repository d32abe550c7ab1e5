import { beforeAll, describe, expect, it } from "vitest";
import { newOrganisation, newUser, useDatabase } from "@/db/testing";
import { renameAccount } from "@/lib/accounts/profile_operations";
import { addMember } from "@/lib/members/change_operations";
import { listMembers } from "@/lib/members/operations";
import { newNode } from "@/lib/nodes/testing";
import { listOrganisations, updateOrganisation } from "@/lib/organisations/operations";
import { createProject, listProjects } from "@/lib/projects/operations";
import { createServer } from "@/lib/servers/create_operations";
import { listServers } from "@/lib/servers/operations";
import { small } from "@/lib/servers/testing";

useDatabase();
beforeAll(() => newNode());

const unsplit = [".", "...", "+", '"', "—", "¿?", "(:", "(: (:", "†", "´", "¨", "🎮", "-_-"];

describe("names of symbols only", () => {
  it.each(unsplit)("are stored and found: %s", async (name) => {
    const { owner, ref } = await newOrganisation();
    const somebody = await newUser({ name });
    await addMember(owner, { ...ref, email: somebody.actor.email });
    const found = async (q: string) => (await listMembers(owner, { ...ref, q })).items.map((member) => member.name);
    expect(await found(name)).toEqual([name]);
    await renameAccount(somebody, { name: "Anna Berg" });
    expect([await found(name), await found("berg")]).toEqual([[], ["Anna Berg"]]);
    await renameAccount(somebody, { name });
    expect([await found(name), await found("berg")]).toEqual([[name], []]);

    await updateOrganisation(owner, { ...ref, name });
    await createProject(owner, { ...ref, name });
    expect((await listProjects(owner, { ...ref, q: name })).map((project) => project.name)).toEqual([name]);
    await createServer(owner, { ...ref, ...small({ name }) });
    expect((await listServers(owner, { ...ref, q: name })).items.map((server) => server.name)).toEqual([name]);
    const mine = await listOrganisations(owner, { q: name });
    expect(mine.map((organisation) => organisation.name)).toEqual([name]);
  });
});
