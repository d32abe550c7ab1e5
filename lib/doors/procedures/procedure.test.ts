import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { newEnterprise, newMember, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { procedures } from "@/lib/doors/procedures/contract";
import { actionWords, resourceTypeOf } from "@/lib/doors/procedures/log_words";
import type { Procedure } from "@/lib/doors/procedures/procedure";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { mailed } from "@/lib/invitations/testing";
import { newNode } from "@/lib/nodes/testing";
import { createProject } from "@/lib/projects/operations";

useDatabase();

let owner: SignedIn;
let organisation: { id: string; handle: string };
beforeAll(async () => {
  ({ owner, organisation } = await newEnterprise());
  await newNode({ dedicatedTo: organisation.id });
});

const named = Object.entries(procedures);
const call = (name: string, input: object = {}, who: SignedIn = owner) =>
  (procedures[name] as Procedure).call(who, input).then(
    (answer) => answer,
    (error) => error,
  ) as Promise<never>;
const fieldsOf = ({ input }: Pick<Procedure, "input">) => Object.keys((input as z.ZodObject).shape ?? {});

/** A value for every other field of a procedure. */
const values: Record<string, unknown> = {
  ...{ name: "Name", email: "a@example.org", role: "member", roleName: "Keeper", permissions: {} },
  ...{ smtpServer: "mail.example.org", smtpPort: 587, fromAddress: "a@example.org", toAddresses: ["a@example.org"] },
  ...{ webhookUrl: "https://example.org/hook", endpoint: "https://example.org/hook" },
  ...{ metadata: { organizationId: randomUUID() }, token: "A".repeat(43) },
};
function inputOf(procedure: Procedure, ids: string): Record<string, unknown> {
  return Object.fromEntries(
    fieldsOf(procedure)
      .filter((field) => field !== "organizationId" && (/Id$/.test(field) || Object.hasOwn(values, field)))
      .map((field) => [field, /Id$/.test(field) ? ids : values[field]]),
  );
}
/** Texts that a client could mistake for an id; none is valid. */
const illFormed = ["notif_abc123", "", "1", "../x", "G".repeat(5000), "11111111-1111-9111-8111-111111111111"];

describe("a procedure", () => {
  const about = named.filter(([, each]) =>
    fieldsOf(each).some((field) => /Id$/.test(field) && field !== "organizationId"),
  );
  it.each(about)("%s refuses a malformed id like an unknown one", async (name, procedure) => {
    const unknown = await call(name, { ...inputOf(procedure, randomUUID()), organizationId: organisation.id });
    if (name !== "auditLog.all") expect(unknown).toMatchObject({ code: "NOT_FOUND" });
    for (const id of illFormed)
      expect(await call(name, { ...inputOf(procedure, id), organizationId: organisation.id }), id).toEqual(unknown);
  });

  it.each(named.filter(([, { inner }]) => Object.hasOwn((inner.input as z.ZodObject).shape ?? {}, "organisation")))(
    "%s finds no organisation by an unknown name",
    async (name, procedure) => {
      const input = inputOf(procedure, randomUUID());
      for (const organizationId of [randomUUID(), ...illFormed, "nobodys-handle"])
        expect(await call(name, { ...input, organizationId }), organizationId).toMatchObject({ code: "NOT_FOUND" });
    },
  );

  it("has the organisation's id in its records, whichever name was used in the call", async () => {
    await inviteMember(owner, { organisation: organisation.id, email: "b@example.org" });
    await createProject(owner, { organisation: organisation.id, name: "Shop" });
    await call("notification.createDiscord", { ...values, organizationId: organisation.id });
    const lists = ["user.all", "organization.allInvitations", "notification.all", "project.all", "server.all"];
    for (const organizationId of [
      organisation.id,
      organisation.id.toUpperCase(),
      organisation.handle,
      ` ${organisation.handle} `,
    ]) {
      for (const name of [...lists, "server.withSSHKey"])
        expect(await call(name, { organizationId }), name).toMatchObject([{ organizationId: organisation.id }]);
      const { logs } = await call("auditLog.all", { organizationId });
      expect(new Set((logs as { organizationId: string }[]).map((row) => row.organizationId))).toEqual(
        new Set([organisation.id]),
      );
      expect(await call("user.get", { organizationId })).toMatchObject({ organizationId: organisation.id });
    }
  });

  it("reports errors at the client's own fields", async () => {
    const organizationId = organisation.id;
    const email = { ...values, organizationId, smtpServer: "https://x", toAddresses: ["no"] };
    const wrong: [string, object, string[]][] = [
      ["notification.createEmail", email, ["smtpServer", "toAddresses.0"]],
      ["notification.testEmailConnection", email, ["smtpServer", "toAddresses.0"]],
      ["notification.createSlack", { ...values, organizationId, webhookUrl: "ftp://x" }, ["webhookUrl"]],
      ["notification.createCustom", { ...values, organizationId, endpoint: "x" }, ["endpoint"]],
      ["notification.createCustom", { ...values, organizationId, headers: { "X-Key": "1" } }, ["headers"]],
      ["customRole.create", { organizationId, roleName: "", permissions: {} }, ["roleName"]],
      ["organization.inviteMember", { organizationId, email: "x", role: "member" }, ["email"]],
    ];
    for (const [name, input, fields] of wrong) {
      const refused = (await call(name, input)) as { code: string; fields: object };
      expect(refused, name).toMatchObject({ code: "INVALID" });
      expect(Object.keys(refused.fields), name).toEqual(fields);
    }
  });

  /** Fields of operations that no procedure has. */
  const untold = new Set(
    "q limit cursor sort state mark events secret newSecret format chosen handle encryption confirm permanent".split(
      " ",
    ),
  );
  const more: Record<string, string> = { "user.get": "userId", "user.all": "role", "organization.all": "role" };
  it.each(named)("%s has a unique name for every field of its operation", (name, { input, inner }) => {
    const theirs = new Set(fieldsOf({ input }));
    for (const field of fieldsOf(inner).filter((each) => !untold.has(each) && each !== more[name] && !theirs.has(each)))
      expect(theirs, field).toContain((inner.names[field] ?? field).split(".")[0]);
  });
});

describe("the procedures of that ecosystem", () => {
  it("cover its router of organizations", () => {
    const router =
      "create all one update delete inviteMember allInvitations removeInvitation updateMemberRole setDefault active";
    const missing = router.split(" ").filter((verb) => !Object.hasOwn(procedures, `organization.${verb}`));
    expect(missing).toEqual([]);
  });

  it("return the session, and the invitation of a link to anybody who has the link", async () => {
    expect(await call("user.session")).toEqual({
      user: { id: owner.actor.userId },
      session: { activeOrganizationId: expect.any(String) },
    });
    const { id } = await inviteMember(owner, { organisation: organisation.id, email: "c@example.org" });
    const read = (token: string) => call("user.getUserByToken", { token }, { actor: null, address: null } as never);
    const status = { status: "pending", isExpired: false, inviterId: owner.actor.userId };
    expect(await read(mailed(id).token)).toMatchObject({ id, email: "c@example.org", ...status });
    for (const token of ["", "x", "A".repeat(43)]) expect(await read(token)).toMatchObject({ code: "NOT_FOUND" });
  });

  it("return the nodes that an organisation may use as servers", async () => {
    const [server] = (await call("server.all", { organizationId: organisation.id })) as { serverId: string }[];
    const one = { serverId: server?.serverId, organizationId: organisation.id };
    expect(await call("server.one", one)).toEqual(server);
    expect(server).toMatchObject({ serverStatus: "active", sshKeyId: null });
  });

  it("filter the log by their words and by ours", async () => {
    const organizationId = organisation.id;
    const names = async (filter: object, who = owner) => {
      const { logs, total } = (await call("auditLog.all", { organizationId, ...filter }, who)) as {
        logs: { action: string; userEmail: string | null }[];
        total: number;
      };
      expect(total).toBe(logs.length);
      return [...new Set(logs.map(({ action }) => action))].sort();
    };
    await createProject(owner, { organisation: organizationId, name: "Found me" });
    expect(await names({ action: "create", resourceType: "project" })).toEqual(["project.create"]);
    expect(await names({ action: "create", resourceType: "user" })).toEqual(["member.invite"]);
    expect(await names({ action: "member.invite" })).toEqual(["member.invite"]);
    expect(await names({ resourceName: "found ME" })).toEqual(["project.create"]);
    expect(await names({ action: "deploy" })).toEqual([]);
    expect(await names({ resourceType: "certificate" })).toEqual([]);
    const address = owner.actor.email.slice(0, 8).toUpperCase();
    expect(await names({ userEmail: address, resourceType: "project" })).toEqual(["project.create"]);
    expect(await names({ userEmail: "nobody@" })).toEqual([]);
    // A member who may not see addresses finds only themselves by one.
    const reader = await newMember(organizationId, "member");
    await sudo(
      `insert into roles (id, organisation_id, name, permissions, held) values ('${randomUUID()}', $1, 'Reader', '{auditLog.read}', 1)`,
      [organizationId],
    );
    await sudo(
      "update members set role = 'custom', custom_role_id = (select id from roles where name = 'Reader') where user_id = $1",
      [reader.actor.userId],
    );
    expect(await names({ userEmail: address }, reader)).toEqual([]);
    expect(await names({ resourceType: "project" }, reader)).toEqual(["project.create"]);
  });

  it("have a word for every logged action", () => {
    const modules = import.meta.glob<Record<string, unknown>>(
      ["../../**/*.ts", "!../../**/*.test.ts", "!../../doors/**", "!../../jobs/**"],
      {
        eager: true,
      },
    );
    const logged = Object.values(modules)
      .flatMap((module) => Object.values(module))
      .flatMap((value) => (typeof value === "function" && "about" in value ? [value.about as Procedure["about"]] : []))
      .filter(({ kind, unaudited }) => kind === "organisationCommand" && !unaudited);
    const verbs = new Set(Object.values(actionWords).flat());
    expect(logged.length).toBeGreaterThan(50);
    for (const { name } of logged) {
      expect(verbs, name).toContain(name.split(".")[1]);
      expect(resourceTypeOf(name), name).not.toBeNull();
    }
  });
});

it("docs/api.md names exactly the existing procedures", async () => {
  const document = await readFile("docs/api.md", "utf8");
  const part = document.slice(document.indexOf("## Procedures"));
  const table = part.split("\n").filter((row) => row.startsWith("| `"));
  const told = table.flatMap((row) => {
    const [, group = "", verbs = ""] = /^\| `(\w+)` \| ([^|]*) \|/.exec(row) ?? [];
    return [...verbs.matchAll(/`(\w+)`/g)].map(([, verb]) => `${group}.${verb}`);
  });
  expect(told.sort()).toEqual(Object.keys(procedures).sort());
});
