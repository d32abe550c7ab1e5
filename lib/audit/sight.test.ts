import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import {
  narrowTo,
  newEnterprise,
  newHolder,
  newProjects,
  newUser,
  type SignedIn,
  sudo,
  useDatabase,
} from "@/db/testing";
import { countActivity, listActivity } from "@/lib/audit/operations";
import { newNode } from "@/lib/nodes/testing";
import { createServer } from "@/lib/servers/create_operations";
import { moveServer } from "@/lib/servers/move_operations";
import { small } from "@/lib/servers/testing";
import { createDevice } from "@/lib/tunnels/device_operations";
import { newGateway, newKey } from "@/lib/tunnels/testing";

useDatabase();

/** The name of every command declared below lib/: a new one must be decided when it appears. */
const sources = import.meta.glob<string>(["../**/*.ts", "!../**/*.test.ts"], {
  eager: true,
  query: "?raw",
  import: "default",
});
const commands = [
  ...new Set(
    Object.values(sources).flatMap((text) =>
      [...text.matchAll(/Command\(\s*"(\w+\.\w+)"/g)].flatMap(([, name]) => name ?? []),
    ),
  ),
];

/** Whether a restricted reader sees an operation, by its first word. Each line is a decision. */
const told: Record<string, "always" | "by its server" | "by its project" | "by its device" | "never"> = {
  account: "always",
  announcement: "never",
  auditLog: "never",
  backup: "by its server",
  gateway: "never",
  identity: "never",
  invitation: "always",
  job: "never",
  joinRequest: "always",
  mail: "always",
  mailDomain: "always",
  member: "always",
  node: "always",
  notice: "never",
  organisation: "always",
  ownSignIn: "always",
  passkey: "never",
  portal: "never",
  project: "by its project",
  provider: "always",
  rate: "never",
  record: "always",
  restore: "by its server",
  role: "always",
  schedule: "by its server",
  secondFactor: "never",
  server: "by its server",
  session: "never",
  token: "always",
  transfer: "always",
  tunnelDevice: "by its device",
  tunnelEnrolment: "by its device",
  tunnelNames: "never",
  tunnelPort: "by its device",
  user: "always",
  webhook: "always",
  zone: "always",
};

let reader: SignedIn;
let owner: SignedIn;
let ref: { organisation: string };
let organisationId: string;
type Devices = "shownDevice" | "hiddenDevice" | "looseDevice";
let targets: Record<
  "hiddenServer" | "hiddenProject" | "shownServer" | "shownProject" | "looseServer" | Devices,
  string
>;

const note = (operation: string, target: string | null, actor = owner, details: object = {}) =>
  sudo(
    `insert into audit (organisation_id, actor_kind, actor_id, actor_name, operation, target_id, target_name, details, chain, seq, at, prev_hash, hash)
      values ($1, 'user', $2, $3, $4, $5, 'target', $6, '', 0, now(), '', '')`,
    [organisationId, actor.actor.userId, actor.actor.name, operation, target, details],
  );
const seenBy = async (who: SignedIn) => (await listActivity(who, { ...ref, limit: 200 })).items;

beforeAll(async () => {
  const founded = await newEnterprise();
  ({ owner, ref } = founded);
  organisationId = founded.organisation.id;
  const [shownProject = "", hiddenProject = ""] = await newProjects(organisationId, "Shown", "Hidden");
  reader = await newHolder(organisationId, ["auditLog.read", "server.read"], "Reader");
  await narrowTo(organisationId, reader, shownProject);
  await newNode();
  const server = async (projectId: string) => (await createServer(owner, { ...ref, ...small({ projectId }) })).id;
  const gateway = await newGateway();
  const device = async (name: string, projectId: string) =>
    (await createDevice(owner, { ...ref, name, projectId, gatewayId: gateway.id, publicKey: newKey() })).device.id;
  targets = {
    shownProject,
    hiddenProject,
    shownServer: await server(shownProject),
    hiddenServer: await server(hiddenProject),
    looseServer: await server(""),
    shownDevice: await device("shown", shownProject),
    hiddenDevice: await device("hidden", hiddenProject),
    looseDevice: await device("loose", ""),
  };
  await sudo("delete from audit where organisation_id = $1", [organisationId]);
});

describe("for a reader restricted to some projects, the log", () => {
  it("has a decision for each operation", () => {
    expect(commands.length).toBeGreaterThan(100);
    expect([...new Set(commands.map((name) => name.split(".")[0] ?? ""))].sort()).toEqual(Object.keys(told));
  });

  it("shows only operations on servers and projects that they see, or on neither", async () => {
    const elsewhere = randomUUID();
    const rows = commands
      .filter((name) => name !== "member.narrow")
      .flatMap((name) => [...Object.values(targets), elsewhere].map((target) => [name, target] as const));
    await sudo(
      `insert into audit (organisation_id, actor_kind, actor_id, actor_name, operation, target_id, target_name, details, chain, seq, at, prev_hash, hash)
        select $1, 'user', $2, 'Olive Owner', operation, target, 'target', '{}', '', 0, now(), '', ''
        from unnest($3::text[], $4::text[]) as row (operation, target)`,
      [organisationId, owner.actor.userId, rows.map(([name]) => name), rows.map(([, target]) => target)],
    );
    const { shownServer: server, shownProject: project, shownDevice: device } = targets;
    const shown = { "by its server": server, "by its project": project, "by its device": device, never: null };
    const expected = rows.filter(([name, target]) => {
      const rule = told[name.split(".")[0] ?? ""] ?? "never";
      return target === (rule === "always" ? elsewhere : shown[rule]);
    });
    const seen: string[] = [];
    for (let offset = 0; ; offset += 200) {
      const { items, total } = await countActivity(reader, { ...ref, limit: 200, offset });
      seen.push(...items.map(({ operation, targetId }) => `${operation} ${targetId}`));
      expect(total).toBe(expected.length);
      if (items.length === 0) break;
    }
    expect(seen.sort()).toEqual(expected.map((row) => row.join(" ")).sort());
    const { operations } = await listActivity(reader, ref);
    expect(operations.toSorted()).toEqual([...new Set(expected.map(([name]) => name))].sort());
    expect((await countActivity(owner, { ...ref, kind: "all" })).total).toBe(rows.length);
  });

  it("doesn't name users who only did things that they don't see", async () => {
    const quiet = await newUser({ name: "Quinn Quiet" });
    await note("backup.end", targets.hiddenServer, quiet);
    expect((await listActivity(reader, ref)).actors).not.toContainEqual(
      expect.objectContaining({ name: "Quinn Quiet" }),
    );
    expect((await listActivity(owner, ref)).actors).toContainEqual(expect.objectContaining({ name: "Quinn Quiet" }));
    await note("backup.end", targets.shownServer, quiet);
    expect((await listActivity(reader, ref)).actors).toContainEqual(expect.objectContaining({ name: "Quinn Quiet" }));
  });

  it("doesn't name a hidden project from which a server was moved", async () => {
    const { hiddenProject: projectId, shownProject, shownServer: server } = targets;
    await moveServer(owner, { ...ref, server, projectId });
    await moveServer(owner, { ...ref, server, projectId: shownProject });
    const details = async (who: SignedIn) =>
      (await listActivity(who, { ...ref, action: "server.move" })).items[0]?.details;
    expect(await details(reader)).toEqual({ before: { project: "another" }, after: { project: "Shown" } });
    expect(await details(owner)).toEqual({ before: { project: "Hidden" }, after: { project: "Shown" } });
  });

  it("shows only their own restrictions to projects", async () => {
    await sudo("delete from audit where organisation_id = $1", [organisationId]);
    await note("member.narrow", owner.actor.userId);
    await note("member.narrow", reader.actor.userId);
    expect((await seenBy(reader)).map(({ targetId }) => targetId)).toEqual([reader.actor.userId]);
  });
});
