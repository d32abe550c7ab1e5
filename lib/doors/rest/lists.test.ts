import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { insertSession } from "@/db/queries/sessions";
import { newEnterprise, newMember, newOrganisation, newProjects, sudo, useDatabase } from "@/db/testing";
import { createAnnouncement } from "@/lib/announcements/operations";
import { createToken } from "@/lib/api_tokens/operations";
import { sessionCookie } from "@/lib/doors/http/caller";
import { serve } from "@/lib/doors/http/serve";
import { schemaOf } from "@/lib/doors/openapi/call";
import { openApi } from "@/lib/doors/openapi/openapi";
import { contractOf } from "@/lib/doors/openapi/testing";
import { rest } from "@/lib/doors/rest/contract";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { systemCaller } from "@/lib/kernel/actor";
import { newNode } from "@/lib/nodes/testing";
import { changeNotificationSettings } from "@/lib/notifications/operations";
import { deleteOrganisation } from "@/lib/organisations/deletion/operations";
import { createServer } from "@/lib/servers/create_operations";
import { hashToken, randomToken } from "@/lib/tokens";
import { offerTransfer } from "@/lib/transfers/operations";
import { createDevice } from "@/lib/tunnels/device_operations";
import { openPort } from "@/lib/tunnels/port_operations";
import { newGateway, newKey } from "@/lib/tunnels/testing";
import { createWebhook } from "@/lib/webhooks/operations";

useDatabase();

const session = randomToken();
const values: Record<string, string> = {};
let deleted: string;

/** The session of a portal administrator with two entries in each list that is cheap to fill. */
beforeAll(async () => {
  const { owner, organisation, ref } = await newEnterprise();
  await sudo("update users set portal_admin = true where id = $1", [owner.actor.userId]);
  await insertSession(hashToken(session), owner.actor.userId);
  await insertSession(hashToken(randomToken()), owner.actor.userId);
  await newOrganisation(owner);
  for (const byMail of [true, false]) await changeNotificationSettings(owner, { byMail });
  for (let count = 0; count < 2; count++) {
    const gone = await newOrganisation(owner);
    await deleteOrganisation(owner, { ...gone.ref, confirm: gone.organisation.handle });
    deleted = gone.organisation.id;
  }
  for (const email of ["one@example.org", "two@example.org"]) await inviteMember(owner, { ...ref, email });
  for (let count = 0; count < 2; count++) {
    await newMember(organisation.id, "member");
    await createToken(owner, { ...ref, name: `Token ${count}` });
    await createWebhook(owner, { ...ref, name: `Hook ${count}`, url: "https://example.org/" });
    await createAnnouncement(systemCaller("test"), { text: `News ${count}` });
    await newNode();
    await newNode({ dedicatedTo: organisation.id });
    const other = await newOrganisation();
    await inviteMember(other.owner, { ...other.ref, email: owner.actor.email });
    const { userId } = owner.actor;
    await sudo("insert into members (organisation_id, user_id, role) values ($1, $2, 'member')", [
      other.organisation.id,
      userId,
    ]);
    await offerTransfer(other.owner, { ...other.ref, userId });
  }
  await newProjects(organisation.id, "Shop", "Games");
  await sudo(
    `insert into passkeys (id, user_id, credential_id, public_key, name, counter, device_type, backed_up)
      select gen_random_uuid(), $1, decode('0' || n, 'hex'), '\\x00', n, 0, 'singleDevice', false from generate_series(1, 2) n`,
    [owner.actor.userId],
  );
  await sudo("update sessions set second_factor_at = now() where user_id = $1", [owner.actor.userId]);
  const gateway = await newGateway();
  await newGateway();
  const wish = { ...ref, gatewayId: gateway.id };
  const { device } = await createDevice(owner, { ...wish, name: "attic", publicKey: newKey() });
  await createDevice(owner, { ...wish, name: "den", publicKey: newKey() });
  for (const localPort of [1, 2]) await openPort(owner, { ...ref, device: device.id, protocol: "udp", localPort });
  await sudo(
    `insert into tunnel_traffic (organisation_id, device_id, day, received, sent)
      select $1, $2, current_date - n, 1, 1 from generate_series(1, 2) n`,
    [organisation.id, device.id],
  );
  const server = await createServer(owner, {
    ...ref,
    name: "Web",
    image: "docker.io/library/nginx",
    memoryMb: 64,
    cores: 0.1,
  });
  for (const place of ["one", "two"]) {
    await sudo("insert into pgboss.job (name, data, state) values ('logo', '{}', 'failed')");
    await sudo("insert into rate_limits (key, points, expire) values ($1, 2, $2)", [
      `1/3600:session.open:address:${place}`,
      Date.now() + 3_600_000,
    ]);
  }
  Object.assign(values, { organisation: organisation.id, server: server.id, device: device.id });
});

async function get(path: string) {
  const url = `http://portal.example.org${path}`;
  const headers = { host: "portal.example.org", cookie: `${sessionCookie().name}=${session}` };
  const answer = await serve(new Request(url, { headers }));
  const body = await answer.json();
  contractOf(openApi())("GET", url, answer.status, body);
  return { status: answer.status, body, next: /^<([^>]+)>; rel="next"$/.exec(answer.headers.get("link") ?? "")?.[1] };
}

const lists = rest.filter(({ method, answer }) => method === "GET" && answer instanceof z.ZodArray);
const documented = () =>
  Object.entries(openApi().paths).flatMap(([path, { get }]) => {
    const [, done] = Object.entries(get?.responses ?? {}).find(([status]) => status === "200") ?? [];
    const { type, oneOf = [] } = done ? schemaOf(done) : {};
    return get && !get.tags.includes("procedures") && [{ type }, ...oneOf].some(({ type }) => type === "array")
      ? [{ path, names: (get.parameters ?? []).map(({ name }) => name) }]
      : [];
  });

describe("each list of the contract", () => {
  it("is documented with limit and cursor", () => {
    expect(
      documented()
        .map(({ path }) => path)
        .sort(),
    ).toEqual(lists.map(({ path }) => path.replace(/:(\w+)/g, "{$1}")).sort());
    for (const { path, names } of documented())
      expect([path, names]).toEqual([path, expect.arrayContaining(["limit", "cursor"])]);
  });

  /** Lists with one row or none here: paging is the same for every complete list. */
  const short = new Set([
    "grants",
    "servers",
    "backups",
    "schedules",
    "deliveries",
    "history",
    "join-requests",
    "records",
    "notifications",
    "zones",
  ]);
  it.each(lists.map(({ path }) => path))("%s is returned in pages", async (pattern) => {
    const given = pattern.includes("/deleted-organisations/") ? { organisation: deleted } : values;
    const path = `/api${pattern.replace(/:(\w+)/g, (_, name) => given[name as "organisation"] ?? crypto.randomUUID())}`;
    const whole = await get(path);
    for (const wrong of ["limit=0", "limit=201", "limit=x", "cursor=x", "cursor=W10"])
      expect((await get(`${path}?${wrong}`)).status, wrong).toEqual(
        // The list checks its own marks.
        whole.status === 404 && wrong.startsWith("cursor") ? expect.anything() : 400,
      );
    if (whole.status === 404) return expect(short).toContain(pattern.split("/").at(-1));
    expect([whole.status, whole.next]).toEqual([200, undefined]);
    if (!short.has(pattern.split("/").at(-1) ?? "")) expect(whole.body.length, path).toBeGreaterThan(1);
    const met: unknown[] = [];
    for (let next: string | undefined = `${path}?limit=1`; next; ) {
      const page: Awaited<ReturnType<typeof get>> = await get(next);
      expect(page.body).toHaveLength(Math.min(1, whole.body.length));
      met.push(...page.body);
      next = page.next;
    }
    expect(met).toEqual(whole.body);
  });

  it("continues in the right place after the last entry of a page was deleted", async () => {
    const path = `/api/organisations/${values.organisation}/webhooks`;
    const { body } = await get(path);
    const first = await get(`${path}?limit=1`);
    await sudo("delete from webhooks where id = $1", [body[0].id]);
    expect((await get(first.next ?? "")).body).toEqual([body[1]]);
  });
});
