import { afterAll, expect, it, vi } from "vitest";
import { newOrganisation, newUser, sudo, useDatabase } from "@/db/testing";
import { listActivity } from "@/lib/audit/operations";
import { serve } from "@/lib/doors/http/serve";
import { clientWith, inBrowser, programOf } from "@/lib/doors/rest/testing";
import { newKey } from "@/lib/tunnels/testing";
import { createWebhook } from "@/lib/webhooks/operations";

useDatabase();
afterAll(() => vi.restoreAllMocks());

/** Everything in the database, like a dump: rows as text, and bytes as they are. */
async function dump(): Promise<string> {
  const tables = await sudo<{ name: string }>(
    "select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname in ('public', 'pgboss')",
  );
  const parts = [];
  for (const { name } of tables)
    parts.push(
      (await sudo<{ all: string }>(`select coalesce(string_agg(t::text, ''), '') as all from ${name} t`))[0]?.all,
    );
  return parts.join("\n");
}

it("no token of a gateway and no code of a device is in a list, the log, a webhook's row, a job or a dump", async () => {
  const written: string[] = [];
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
  const { owner, organisation, ref } = await newOrganisation();
  await createWebhook(owner, {
    ...ref,
    ...{ name: "Alerts", url: "https://example.org/hook", events: ["tunnel.enrolled", "tunnel.connected"] },
  });
  const portal = await inBrowser(await newUser({ portalAdmin: true }));
  const given = { name: "Gate", publicAddress: "gate.example.org", tiers: ["free"] };
  const registered = await portal("POST", "/tunnel-gateways", given);
  const gatewayPath = `/tunnel-gateways/${registered.body.id}`;
  const renewed = await portal("POST", `${gatewayPath}/renew-token`);
  const { token } = renewed.body as { token: string };
  const ask = (path: string, body?: unknown) =>
    serve(
      new Request(`http://127.0.0.1/api/tunnel/gateway/${path}`, {
        method: body ? "POST" : "GET",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: body ? JSON.stringify(body) : undefined,
      }),
    );
  const about = { publicKey: newKey(), implementation: "kernel", version: "1", run: "1", busyPorts: [], problem: null };
  expect((await ask("report", { ...about, devices: [] })).status).toBe(200);

  const device = clientWith({ "x-guildhall-peer": "192.0.2.9" });
  const publicKey = newKey();
  const started = await device("POST", "/tunnel/device/start", { name: "attic", publicKey });
  const { deviceCode, userCode } = started.body as { deviceCode: string; userCode: string };
  const left = await device("POST", "/tunnel/device/start", { name: "cellar", publicKey: newKey() });
  const call = await programOf(owner, organisation.id);
  const list = `/organisations/${organisation.handle}/tunnel-devices`;
  const answer = { userCode, organisationId: organisation.id, gatewayId: registered.body.id };
  const said = [
    await device("POST", "/tunnel/device/poll", { deviceCode }),
    await call("POST", "/tunnel/device/approve", { ...answer, userCode: "BBBB-BBBB" }),
    await call("POST", "/tunnel/device/approve", answer),
    await device("POST", "/tunnel/device/poll", { deviceCode }),
    await device("POST", "/tunnel/device/poll", { deviceCode }),
    await ask("report", { ...about, devices: [{ publicKey, handshakeAgo: 1, received: 1, sent: 1 }] }).then((one) =>
      one.json(),
    ),
    await ask("state").then((one) => one.json()),
    await ask("report", { ...about, version: "", devices: [] }).then((one) => one.json()),
    await portal("GET", "/tunnel-gateways"),
    await portal("GET", gatewayPath),
    await portal("PUT", gatewayPath, { name: "Gate 2" }),
    await call("GET", list),
    await call("GET", `/organisations/${organisation.handle}/tunnel-gateways`),
    await listActivity(owner, ref),
  ].map((one) => JSON.stringify(one));
  vi.restoreAllMocks();

  const rows = await dump();
  // The dump is of what was done here.
  for (const shown of [publicKey, "tunnelEnrolment.approve", "gateway.renewToken", "tunnel.enrolled"])
    expect(rows).toContain(shown);
  const secrets = [
    registered.body.token,
    token,
    deviceCode,
    left.body.deviceCode,
    userCode,
    left.body.userCode,
  ] as string[];
  const forms = secrets.flatMap((secret) => [
    ...[secret, secret.replace("-", ""), Buffer.from(secret).toString("base64"), Buffer.from(secret).toString("hex")],
    Buffer.from(secret.replace("-", "")).toString("hex"),
  ]);
  for (const text of [rows, written.join(""), ...said])
    for (const form of forms) expect(text.includes(form), form).toBe(false);
  // There is no field for a private key anywhere.
  const columns = await sudo<{ name: string }>(
    "select column_name as name from information_schema.columns where table_name ~ '^(tunnel_|gateways)' and column_name ~ 'private|secret'",
  );
  expect(columns).toEqual([]);
});
