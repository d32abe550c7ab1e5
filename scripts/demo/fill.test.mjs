import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { newUser, sudo, useDatabase } from "@/db/testing";
import { verifyAudit } from "@/lib/audit/operations";
import { systemCaller } from "@/lib/kernel/actor";
import { fill } from "./fill.ts";

Object.assign(process.env, {
  ALLOW_PRIVATE_ADDRESSES: "on",
  DNS_NAME_SERVERS: "ns1.harbour-hosting.example, ns2.harbour-hosting.example",
  LOCAL_ENGINE: "off",
});
useDatabase();
beforeAll(() => sudo("update portal set set_up_at = null"));

const newFolder = () => fs.mkdtempSync(path.join(os.tmpdir(), "guildhall-demo-"));
const folder = newFolder();
const begin = () => fill({ folder, hooks: "http://127.0.0.1:9/hooks" });
const column = async (text) => (await sudo(text)).map((row) => Object.values(row).join(" "));

it("refuses a portal with other users, and writes nothing", async () => {
  await newUser({ email: "somebody@example.org" });
  const elsewhere = newFolder();
  await expect(fill({ folder: elsewhere, hooks: null })).rejects.toThrow(/has other users/);
  expect(fs.readdirSync(elsewhere)).toEqual([]);
  expect(await column("select count(*)::int from organisations")).toEqual(["0"]);
  await sudo("delete from users");
});

it("creates a town with some of everything, through the actions of its people", async () => {
  const { built, line, people } = await begin();
  expect({ built, line: /^No servers: no Docker Engine responds/.test(line) }).toEqual({ built: true, line: true });
  expect(people.map(({ name }) => name)).toContain("Siobhán O’Dwyer");
  expect(await column("select distinct portal_tier from organisations order by 1")).toEqual([
    "educational",
    "enterprise",
    "free",
    "paid",
  ]);
  expect(
    await column(
      "select distinct case when state = 'pending' and expires_at <= now() then 'expired' else state end from invitations order by 1",
    ),
  ).toEqual(["accepted", "expired", "pending", "rejected", "revoked"]);
  expect(await column("select name from users join members on user_id = users.id where narrowed order by 1")).toEqual([
    "Siobhán O’Dwyer",
    "Yusuf Karahan",
  ]);
  expect(await column("select name, state from zones order by 1")).toEqual([
    "apex-gaming-archive.org pending",
    "apex-gaming-guild.net active",
    "chess.apex-gaming-guild.net pending",
    "fjordhost-nordic.net active",
  ]);
  expect(Number(await column("select version from zones where name = 'apex-gaming-guild.net'"))).toBeGreaterThan(10);
  expect(await column("select name from webhooks order by 1")).toEqual([
    "Discord, #front-door",
    "Old bot",
    "Status page",
  ]);
  expect(await column("select count(*)::int > 50 from deliveries")).toEqual(["true"]);
  expect(await column("select count(*)::int from sessions")).toEqual(["0"]);
  // Nothing was written past the operations: the log is complete and intact.
  const { heads, breaks } = await verifyAudit(systemCaller("test"), {});
  expect(breaks).toEqual([]);
  expect(heads.length).toBeGreaterThan(10);
  expect(await column("select count(*)::int > 100 from audit")).toEqual(["true"]);
}, 120_000);

it("finds the town the next time, and changes nothing", async () => {
  // Signing in and out to look is noted, and changes nothing.
  const changes = "select count(*)::int from audit where operation not in ('session.open', 'session.close')";
  const before = await column(changes);
  expect(await begin()).toMatchObject({ built: false });
  expect(await column(changes)).toEqual(before);
});

it("refuses an unfinished town, and a file beside another portal", async () => {
  const file = path.join(folder, "demo.json");
  const kept = JSON.parse(fs.readFileSync(file, "utf8"));
  fs.writeFileSync(file, JSON.stringify({ ...kept, password: "of another portal" }));
  await expect(begin()).rejects.toThrow(/isn’t the town that was created there/);
  fs.writeFileSync(file, JSON.stringify({ ...kept, whole: false }));
  await expect(begin()).rejects.toThrow(/is incomplete/);
});
