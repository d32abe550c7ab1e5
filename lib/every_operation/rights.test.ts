import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import {
  narrowTo,
  newEnterprise,
  newHolder,
  newMember,
  newProjects,
  newUser,
  type SignedIn,
  useDatabase,
} from "@/db/testing";
import {
  grantable,
  isBelow,
  isPermission,
  type Permission,
  permissions,
  permissionsOf,
  type Role,
  roles,
} from "@/lib/access";
import { actorOfApiToken } from "@/lib/accounts/actor";
import { createToken } from "@/lib/api_tokens/operations";
import { systemCaller } from "@/lib/kernel/actor";
import type { Operation } from "@/lib/kernel/operation";
import { readOrganisation } from "@/lib/organisations/operations";
import { changeFeatures } from "@/lib/portal/settings_operations";

useDatabase();

/** The table of permissions for people: an unintended change of lib/access.ts fails here. */
const all = "read create update delete";
const table: Record<string, Record<Role, string>> = {
  organisation: { owner: "update transfer security delete", admin: "", operator: "", member: "", viewer: "" },
  member: { owner: all, admin: all, operator: "read", member: "read", viewer: "read" },
  role: { owner: all, admin: all, operator: "read", member: "read", viewer: "read" },
  project: { owner: all, admin: all, operator: "read", member: "read", viewer: "read" },
  server: {
    owner: `${all} power console`,
    admin: `${all} power console`,
    operator: "read create update power console",
    member: "read power console",
    viewer: "read",
  },
  node: { owner: "read update", admin: "read update", operator: "read", member: "read", viewer: "read" },
  dns: { owner: all, admin: all, operator: "read", member: "read", viewer: "read" },
  tunnel: { owner: all, admin: all, operator: "read", member: "read", viewer: "read" },
  notification: { owner: all, admin: all, operator: "", member: "", viewer: "" },
  auditLog: { owner: "read", admin: "read", operator: "", member: "", viewer: "" },
};

describe("the table of permissions", () => {
  it.each(roles)("has the permissions of the role %s", (role) => {
    const expected = Object.entries(table).flatMap(([resource, holders]) =>
      holders[role]
        .split(" ")
        .filter(Boolean)
        .map((action) => `${resource}.${action}`),
    );
    expect([...permissionsOf(role)].sort()).toEqual(expected.sort());
  });

  it("lets a viewer see what a member sees, and nothing more", () => {
    const seen = [...permissionsOf("member")].filter((permission) => permission.endsWith(".read"));
    expect([...permissionsOf("viewer")]).toEqual(seen);
  });

  it("lets an operator do what a member does, and create and edit servers", () => {
    const more = [...permissionsOf("operator")].filter((permission) => !permissionsOf("member").has(permission));
    expect(more).toEqual(["server.create", "server.update"]);
    expect(isBelow(permissionsOf("member"), permissionsOf("operator"))).toBe(true);
  });

  it("lets a custom role have everything except the owner's permissions", () => {
    expect(permissions.filter((permission) => !grantable.includes(permission))).toEqual([
      "organisation.update",
      "organisation.transfer",
      "organisation.security",
      "organisation.delete",
    ]);
  });
});

const modules = import.meta.glob<Record<string, unknown>>(
  ["../**/*.ts", "!../**/*.test.ts", "!../doors/**", "!../jobs/**"],
  { eager: true },
);
type Any = Operation<z.ZodType, unknown>;
const guarded = [...new Set(Object.values(modules).flatMap((module) => Object.values(module)))]
  .filter((value): value is Any => typeof value === "function" && "about" in value)
  .filter(({ about }) => isPermission(about.permission));

/** Valid in form but about nothing that exists: so a refusal for a missing permission differs from all others. */
const values: Record<string, unknown> = {
  email: "somebody@example.org",
  invitation: randomUUID(),
  project: randomUUID(),
  projects: [],
  id: randomUUID(),
  server: randomUUID(),
  projectId: "",
  image: "nginx",
  memoryMb: 64,
  cores: 1,
  action: "start",
  command: "list",
  userId: randomUUID(),
  orgRole: "nobody-has-it",
  role: "nobody-has-it",
  grant: randomUUID(),
  grantee: "nobody-has-it",
  name: "Name",
  permissions: [],
  invitations: [{ email: "x@example.org", role: "nobody-has-it" }],
  provider: randomUUID(),
  host: "nothing.invalid",
  port: 587,
  encryption: "starttls",
  fromAddress: "post@example.org",
  recipients: ["ops@example.org"],
  file: Buffer.from("no picture"),
  zone: "nowhere.example",
  address: "192.0.2.1",
  type: "A",
  content: "192.0.2.1",
  contents: [],
  record: "1",
  version: 1,
  text: "",
  helper: "spf",
  form: {},
  path: "a/b",
  size: 0,
  backup: randomUUID(),
  policy: "off",
  node: randomUUID(),
  every: "day",
  import: randomUUID(),
  webhook: randomUUID(),
  delivery: randomUUID(),
  url: "https://example.org/hook",
  routes: [{ webhook: randomUUID(), events: [] }],
  confirm: "another-handle",
  secondFactorRequired: false,
  ...{ domain: "example.org", mailDomain: randomUUID(), joinRequest: randomUUID(), required: false },
  ...{ issuer: "https://id.example.org", clientId: "portal", clientSecret: "secret", joining: "join" },
  ...{ device: randomUUID(), gatewayId: randomUUID(), protocol: "udp", localPort: 19_132 },
  ...{ publicKey: `${"A".repeat(43)}=`, userCode: "BCDF-GHJK" },
};
/** Fields with another meaning in another operation. */
const ownValues: Record<string, object> = {
  "zone.compare": { from: 1, to: 2 },
  "server.moveFile": { to: "a/c" },
  "server.setSchedule": { action: "restart" },
  "server.uploadFile": { content: new ReadableStream() },
  "tunnelPort.update": { port: randomUUID() },
  "tunnelPort.close": { port: randomUUID() },
  "tunnelPort.reopen": { port: randomUUID() },
};
function inputFor(operation: Any, organisation: string): never {
  const fields = Object.keys((operation.input as unknown as z.ZodObject).shape);
  const given = Object.fromEntries(
    Object.entries({ ...values, ...ownValues[operation.about.name] }).filter(([name]) => fields.includes(name)),
  );
  return { ...given, organisation } as never;
}

async function outcome(operation: Any, who: SignedIn, organisation: string): Promise<string> {
  const error = await operation(who, inputFor(operation, organisation)).then(
    () => null,
    (refusal) => refusal,
  );
  if (error && error.code === "INTERNAL") throw error;
  return ["permission.missing", "permission.token"].includes(error?.reason)
    ? "refused"
    : error?.reason === "unknown" && !error.fields
      ? "unknown"
      : "let in";
}

describe("every operation of a feature", () => {
  it("is refused for everybody while the portal has the feature disabled", async () => {
    const { owner, organisation } = await newEnterprise();
    const behind = { server: "servers", node: "servers", dns: "dns", tunnel: "tunnels" } as const;
    const featureOf = ({ about }: Any) => behind[about.permission.split(".")[0] as keyof typeof behind];
    // Deleting a project deletes its servers even while servers are disabled.
    const held = guarded.filter((one) => featureOf(one) && one.about.name !== "project.contents");
    expect(new Set(held.map(featureOf)).size).toBe(3);
    const line = systemCaller("command line");
    await changeFeatures(line, { featureToggles: { servers: false, dns: false, tunnels: false } });
    for (const operation of held)
      await expect(operation(owner, inputFor(operation, organisation.id)), operation.about.name).rejects.toMatchObject({
        reason: "feature.off",
      });
    await changeFeatures(line, { featureToggles: { servers: true, dns: true, tunnels: true } });
  });
});

describe("every operation that needs a permission", () => {
  it("admits callers with the permission and refuses callers without it, however they got it", async () => {
    const { owner, organisation } = await newEnterprise();
    const token = async (holder: SignedIn, only: Permission[]): Promise<SignedIn> => {
      const { token } = await createToken(holder, { organisation: organisation.id, name: "x", permissions: only });
      return { actor: (await actorOfApiToken(token)) as never, address: null };
    };
    const admin = await newMember(organisation.id, "admin");
    const [project = ""] = await newProjects(organisation.id, "One");
    const narrowed = await newMember(organisation.id, "member");
    await narrowTo(organisation.id, narrowed, project);
    const narrowest = await newHolder(organisation.id, grantable as string[], "Everything");
    await narrowTo(organisation.id, narrowest);
    const asked: [string, SignedIn, (permission: Permission) => boolean][] = [
      ["owner", owner, () => true],
      ["admin", admin, (permission) => permissionsOf("admin").has(permission)],
      ...(await Promise.all(
        (["operator", "member", "viewer"] as const).map(
          async (role): Promise<[string, SignedIn, (permission: Permission) => boolean]> => [
            role,
            await newMember(organisation.id, role),
            (permission) => permissionsOf(role).has(permission),
          ],
        ),
      )),
      ["nothing", await newHolder(organisation.id, [], "Nothing"), () => false],
      [
        "people",
        await newHolder(
          organisation.id,
          grantable.filter((each) => each.startsWith("member.")),
          "People",
        ),
        (each) => each.startsWith("member."),
      ],
      [
        "readers",
        await newHolder(
          organisation.id,
          grantable.filter((each) => each.endsWith(".read")),
          "Readers",
        ),
        (each) => each.endsWith(".read"),
      ],
      ["a member who sees one project", narrowed, (permission) => permissionsOf("member").has(permission)],
      ["a member with all permissions who sees no project", narrowest, (permission) => grantable.includes(permission)],
      ["an owner's restricted token", await token(owner, ["member.read"]), (each) => each === "member.read"],
      [
        "an admin's token for roles",
        await token(admin, ["role.read", "role.update"]),
        (each) => each === "role.read" || each === "role.update",
      ],
    ];
    expect(guarded.length).toBeGreaterThan(15);
    for (const operation of guarded) {
      const { name, permission, token: reach } = operation.about;
      for (const [who, actor, may] of asked) {
        if (actor.actor.via && reach === "never") continue;
        const expected = may(permission as Permission);
        const got = await outcome(operation, actor, organisation.id);
        expect(got === "refused", `${name} by ${who}: ${got}`).toBe(!expected);
      }
      expect(await outcome(operation, await newUser(), organisation.id), `${name} by an outsider`).toBe("unknown");
    }
  }, 60_000);

  it("matches the permissions that the organisation's page shows", async () => {
    const { organisation, ref } = await newEnterprise();
    const holder = await newHolder(organisation.id, ["dns.read", "dns.update", "no.such"], "DNS");
    expect((await readOrganisation(holder, ref)).permissions.sort()).toEqual(["dns.read", "dns.update"]);
  });
});
