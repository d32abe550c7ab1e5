import { randomUUID } from "node:crypto";
import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import {
  asApplication,
  narrowTo,
  newMember,
  newOrganisation,
  newProjects,
  type SignedIn,
  sudo,
  useDatabase,
} from "@/db/testing";
import { change, newZone } from "@/db/testing/zones";
import { setOrganisationAvatar } from "@/lib/avatars/operations";
import { newPicture } from "@/lib/avatars/testing";
import { makeBackup } from "@/lib/backups/operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { newNode } from "@/lib/nodes/testing";
import { setSchedule } from "@/lib/schedules/operations";
import { createServer } from "@/lib/servers/create_operations";
import { small } from "@/lib/servers/testing";
import { createSmtpServer } from "@/lib/smtp_servers/operations";
import { offerTransfer } from "@/lib/transfers/operations";
import { createDevice } from "@/lib/tunnels/device_operations";
import { openPort } from "@/lib/tunnels/port_operations";
import { newGateway, newKey, report } from "@/lib/tunnels/testing";
import { createWebhook } from "@/lib/webhooks/operations";

useDatabase();

type Founded = Awaited<ReturnType<typeof newOrganisation>>;
let mine: Founded;
let theirs: Founded;
let theirInvitation: string;
let theirProject: string;
/** An organisation's data; whether a zone's name is taken is public, so zone_names isn't included. */
const tenantTables = [
  "organisations",
  "members",
  "member_words",
  "invitations",
  "mails",
  "notification_providers",
  "webhooks",
  "deliveries",
  "audit",
  "projects",
  "narrowings",
  "zones",
  "records",
  "empty_names",
  "zone_changes",
  "zone_grants",
  "zone_imports",
  "zone_import_parts",
  "zone_checks",
  "servers",
  "organisation_pools",
  "organisation_limits",
  "freed_addresses",
  "backups",
  "server_schedules",
  "transfers",
  "pictures",
  "tunnel_devices",
  "tunnel_ports",
  "tunnel_traffic",
];

beforeAll(async () => {
  mine = await newOrganisation();
  theirs = await newOrganisation();
  await createSmtpServer(theirs.owner, {
    ...theirs.ref,
    name: "Post office",
    host: "mail.example.org",
    port: 587,
    encryption: "starttls",
    fromAddress: "post@example.org",
    recipients: ["ops@example.org"],
  });
  await setOrganisationAvatar(theirs.owner, { ...theirs.ref, file: await newPicture() });
  await createWebhook(theirs.owner, { ...theirs.ref, name: "Alerts", url: "https://example.org/hook" });
  await newNode();
  await sudo("insert into freed_addresses (organisation_id, address) values ($1, '192.0.2.9')", [
    theirs.organisation.id,
  ]);
  await sudo("insert into organisation_pools values ($1, 'cores', 4)", [theirs.organisation.id]);
  await sudo("insert into organisation_limits values ($1, 'zones', 4)", [theirs.organisation.id]);
  const { id: server } = await createServer(theirs.owner, { ...theirs.ref, ...small() });
  const one = { ...theirs.ref, server };
  await sudo("update servers set state = 'running' where id = $1", [server]);
  await makeBackup(theirs.owner, one);
  await setSchedule(theirs.owner, { ...one, action: "restart", every: "day" });
  [theirProject = ""] = await newProjects(theirs.organisation.id, "Theirs");
  const member = await newMember(theirs.organisation.id, "member");
  await narrowTo(theirs.organisation.id, member, theirProject);
  await offerTransfer(theirs.owner, { ...theirs.ref, userId: member.actor.userId });
  const zone = await newZone(theirs.organisation.id);
  await change(zone, [{ name: `a.b.${zone.name}`, type: "A", ttl: 300, content: "192.0.2.1" }]);
  const [importId, { userId }] = [randomUUID(), theirs.owner.actor];
  await sudo(
    `with made as (insert into zone_imports (id, organisation_id, zone_id, base, mode, actor_id, actor_name, removed, added,
        records_before, records_after) values ($1, $2, $3, 1, 'add', $4, 'Owner', 0, 1, 1, 2))
      insert into zone_import_parts values ($2, $1, 0, true, '{}', '{}', '{}', '{}')`,
    [importId, theirs.organisation.id, zone.id, userId],
  );
  const other = await newOrganisation();
  await sudo("insert into zone_grants (id, organisation_id, name, grantee_id) values ($1, $2, $3, $4)", [
    randomUUID(),
    theirs.organisation.id,
    `c.${zone.name}`,
    other.organisation.id,
  ]);
  const gateway = await newGateway();
  const wish = { ...theirs.ref, name: "den", publicKey: newKey(), gatewayId: gateway.id };
  const { device } = await createDevice(theirs.owner, wish);
  await openPort(theirs.owner, { ...theirs.ref, device: device.id, protocol: "tcp", localPort: 80 });
  await report(gateway, [{ publicKey: wish.publicKey, handshakeAgo: 1, received: 1, sent: 1 }]);
  theirInvitation = (await inviteMember(theirs.owner, { ...theirs.ref, email: "somebody@example.org" })).id;
});

/** Runs one statement like the application within my organisation, then rolls back. */
function inMine<T>(work: (client: pg.Client) => Promise<T>, actor: SignedIn = mine.owner) {
  return asApplication(async (client) => {
    await client.query("begin");
    await client.query("select set_config('app.user_id', $1, true), set_config('app.organisation_id', $2, true)", [
      actor.actor.userId,
      mine.organisation.id,
    ]);
    return work(client);
  });
}
const query = (text: string, values: unknown[] = []) => inMine((client) => client.query(text, values));

describe("the application's role, in the scope of my organisation", () => {
  it.each(tenantTables)("sees nothing of theirs in %s", async (table) => {
    const column = table === "organisations" ? "id" : "organisation_id";
    const { rows } = await query(`select * from ${table} where ${column} = $1`, [theirs.organisation.id]);
    expect(rows).toEqual([]);
    const all = await sudo(`select from ${table} where ${column} = $1`, [theirs.organisation.id]);
    expect(all.length).toBeGreaterThan(0);
  });

  it("can't write into theirs, nor move a row there", async () => {
    const attempts: [string, unknown[]][] = [
      [
        "insert into members (organisation_id, user_id, role) values ($1, $2, 'member')",
        [theirs.organisation.id, mine.owner.actor.userId],
      ],
      [
        "update members set organisation_id = $1 where organisation_id = $2",
        [theirs.organisation.id, mine.organisation.id],
      ],
      [
        "insert into projects (id, organisation_id, name) values (gen_random_uuid(), $1, 'X')",
        [theirs.organisation.id],
      ],
      [
        "insert into deliveries (id, organisation_id, webhook_id, event, facts) values (gen_random_uuid(), $1, gen_random_uuid(), 'test', '{}')",
        [theirs.organisation.id],
      ],
      ["insert into handles (handle, organisation_id) values ('stolen-name', $1)", [theirs.organisation.id]],
      [
        "insert into audit (organisation_id, actor_kind, actor_name, operation, chain, seq, at, prev_hash, hash) values ($1, 'system', 'x', 'x', '', 0, now(), '', '')",
        [theirs.organisation.id],
      ],
    ];
    for (const [text, values] of attempts) await expect(query(text, values)).rejects.toThrow("row-level security");
    for (const text of [
      "update invitations set state = 'revoked' where id = $1",
      "delete from invitations where id = $1",
      "update notification_providers set secret = null where id <> $1",
      "delete from notification_providers where id <> $1",
      "update webhooks set events = '{}' where id <> $1",
      "delete from webhooks where id <> $1",
      "update deliveries set state = 'failed', due_at = null where id <> $1",
      "delete from deliveries where id <> $1",
      "update tunnel_devices set suspended_at = now() where id <> $1",
      "delete from tunnel_devices where id <> $1",
      "update tunnel_ports set closed_at = now() where id <> $1",
      "delete from tunnel_ports where id <> $1",
      "update gateways set tiers = '{}' where id <> $1",
      "delete from gateways where id <> $1",
    ])
      expect((await query(text, [theirInvitation])).rowCount).toBe(0);
  });

  it("can't write its own membership outside the scope of an organisation", async () => {
    await asApplication(async (client) => {
      await client.query("begin");
      await client.query("select set_config('app.user_id', $1, true)", [mine.owner.actor.userId]);
      expect((await client.query("update members set role = 'admin'")).rowCount).toBe(0);
      await expect(
        client.query("insert into members (organisation_id, user_id, role) values ($1, $2, 'admin')", [
          theirs.organisation.id,
          mine.owner.actor.userId,
        ]),
      ).rejects.toThrow("row-level security");
    });
  });

  it("can't put a server of mine into their project, nor take unallocated resources of a node", async () => {
    const [project] = await newProjects(theirs.organisation.id, "Theirs alone");
    const text = `insert into servers (id, organisation_id, project_id, node_id, name, image, memory_mb, cores, disk_mb)
      select gen_random_uuid(), $1, $2, id, 'X', 'x', 1, 1, 1 from nodes limit 1`;
    await expect(query(text, [mine.organisation.id, project])).rejects.toThrow("servers_project");
    await expect(query("update nodes set server_count = 0")).rejects.toThrow("permission denied");
    await expect(query("select * from reserve_node(null, -64, 1, 1, 0)")).rejects.toThrow("some of everything");
    await asApplication(async (client) => {
      await expect(client.query("select * from reserve_node(null, 64, 1, 1, 0)")).rejects.toThrow();
    });
  });

  it("can't point a mail of mine at their invitation", async () => {
    const text =
      "insert into mails (id, organisation_id, kind, recipient, invitation_id, state) values ($1, $2, 'invitation', 'a@b.c', $3, 'held')";
    await expect(query(text, [randomUUID(), mine.organisation.id, theirInvitation])).rejects.toThrow(
      "mails_invitation",
    );
  });

  it("can't send events of mine to a webhook or SMTP server of theirs", async () => {
    for (const [table, column] of [
      ["webhooks", "webhook"],
      ["notification_providers", "provider"],
    ]) {
      const [one] = await sudo<{ id: string }>(`select id from ${table} where organisation_id = $1`, [
        theirs.organisation.id,
      ]);
      const text = `insert into deliveries (id, organisation_id, ${column}_id, event, facts) values (gen_random_uuid(), $1, $2, 'test', '{}')`;
      await expect(query(text, [mine.organisation.id, one?.id])).rejects.toThrow(`deliveries_${column}`);
    }
  });

  it("can't restrict a membership of mine to their project, nor one of theirs", async () => {
    const text = "insert into narrowings (organisation_id, user_id, project_id) values ($1, $2, $3)";
    const { userId } = mine.owner.actor;
    await expect(query(text, [mine.organisation.id, userId, theirProject])).rejects.toThrow("narrowings_project");
    await expect(query(text, [theirs.organisation.id, userId, theirProject])).rejects.toThrow("row-level security");
  });

  it("can't make their organisation somebody's default or active one", async () => {
    const { userId, sessionId } = mine.owner.actor;
    await expect(
      query("update users set default_organisation_id = $1 where id = $2", [theirs.organisation.id, userId]),
    ).rejects.toThrow("users_default_organisation");
    await expect(
      query("update sessions set active_organisation_id = $1 where id = $2", [theirs.organisation.id, sessionId]),
    ).rejects.toThrow("sessions_active_organisation");
  });

  it("can't change, delete or forge the log, nor its heads", async () => {
    for (const text of [
      "update audit set operation = 'nothing'",
      "delete from audit",
      "update audit_chains set seq = 0",
      "delete from audit_chains",
      "truncate audit",
    ])
      await expect(query(text)).rejects.toThrow("permission denied");
  });

  it("can't break its chains: number, time and hash are set by the database", async () => {
    const { rows } = await query(
      `insert into audit (organisation_id, actor_kind, actor_name, operation, chain, seq, at, prev_hash, hash)
        values ($1, 'system', 'x', 'x', 'portal', 99, '2001-01-01', 'forged', 'forged') returning chain, seq, at`,
      [mine.organisation.id],
    );
    expect(rows[0].chain).toBe(`organisation:${mine.organisation.id}`);
    expect(Number(rows[0].seq)).toBeLessThan(99);
    expect(rows[0].at.getFullYear()).toBeGreaterThan(2020);
  });

  it("can't change its role, disable the policies, or alter a table", async () => {
    for (const text of [
      "set role guildhall_test_owner",
      "set role guildhall_definer",
      "alter table members disable row level security",
      "create table mine (id int)",
      "drop policy tenant on members",
    ])
      await expect(query(text)).rejects.toThrow(/permission denied|must be owner/);
    await expect(query("set row_security = off; select * from members")).rejects.toThrow("row-level security");
  });
});

describe("nobody", () => {
  it("sees no tenant rows", async () => {
    await asApplication(async (client) => {
      for (const table of tenantTables) expect((await client.query(`select * from ${table}`)).rows).toEqual([]);
    });
  });
});
