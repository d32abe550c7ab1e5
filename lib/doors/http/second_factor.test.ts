import { randomUUID } from "node:crypto";
import { NextRequest } from "next/server";
import { beforeAll, describe, expect, it } from "vitest";
import { insertSession } from "@/db/queries/sessions";
import { newMember, newOrganisation, sudo, useDatabase } from "@/db/testing";
import { createToken } from "@/lib/api_tokens/operations";
import { sessionCookie } from "@/lib/doors/http/caller";
import { serve } from "@/lib/doors/http/serve";
import { procedures } from "@/lib/doors/procedures/contract";
import { serveTrpc } from "@/lib/doors/procedures/trpc_route";
import { rest } from "@/lib/doors/rest/contract";
import { setSecurity } from "@/lib/organisations/security_operations";
import { withFactor } from "@/lib/second_factors/testing";
import { hashToken, randomToken } from "@/lib/tokens";

useDatabase();
const origin = "http://portal.example.org";

let organisation: { id: string; handle: string };
/** Who comes to the door, without a second factor: each by its name. */
const callers: Record<string, Record<string, string>> = {};

beforeAll(async () => {
  const founded = await newOrganisation();
  organisation = founded.organisation;
  const member = await newMember(organisation.id, "admin");
  const { token } = await createToken(member, { ...founded.ref, name: "made before", reach: "account" });
  const secrets = { whole: randomToken(), half: randomToken() };
  await insertSession(hashToken(secrets.whole), member.actor.userId);
  const enrolled = await withFactor(await newMember(organisation.id, "admin"));
  await insertSession(hashToken(secrets.half), enrolled.actor.userId, undefined, {
    secondFactor: "missing",
    address: null,
  });
  Object.assign(callers, {
    "a token": { "x-api-key": token },
    "a session": { origin, cookie: `${sessionCookie().name}=${secrets.whole}` },
    "a half session": { origin, cookie: `${sessionCookie().name}=${secrets.half}` },
  });
  await setSecurity(await withFactor(founded.owner), { ...founded.ref, secondFactorRequired: true });
});

const ask = (method: string, path: string, headers: Record<string, string>, body?: object) => {
  const sent = { ...headers, "content-type": "application/json", host: "portal.example.org" };
  const init = { method, headers: sent, body: body && JSON.stringify(body) } as const;
  const door = path.startsWith("/trpc/") ? serveTrpc : serve;
  return door(new NextRequest(`${origin}/api${path}`, init));
};
const id = randomUUID();
const lines = rest.filter(({ method, path }) => method === "GET" && path.startsWith("/organisations/:"));
const ofOrganisations = Object.entries(procedures).filter(([, { about }]) => about.kind.startsWith("organisation"));

describe.each(["a token", "a session", "a half session"])("with %s that lacks a second factor", (who) => {
  it("no address of REST opens an organisation that requires one", async () => {
    let refused = 0;
    for (const { path } of lines) {
      const asked = path.replace(/^\/organisations\/:\w+/, `/organisations/${organisation.handle}`);
      const answer = await ask("GET", asked.replace(/:\w+/g, id), callers[who] ?? {});
      const { code } = await answer.json();
      // One that needs more fields says so first, and one that no token may do.
      if (answer.status === 400 || (who === "a token" && code === "FORBIDDEN")) continue;
      expect([answer.status, code], path).toEqual([403, "SECOND_FACTOR_REQUIRED"]);
      refused++;
    }
    expect(refused).toBeGreaterThan(20);
  });

  it.each(["", "trpc/"])("no procedure does, asked under /%s", async (prefix) => {
    let refused = 0;
    for (const [name, { type }] of ofOrganisations) {
      const input = { organizationId: organisation.id };
      const sent = prefix ? { json: input } : input;
      const words = prefix ? { input: JSON.stringify(sent) } : input;
      const query = type === "query" ? `?${new URLSearchParams(words)}` : "";
      const method = type === "query" ? "GET" : "POST";
      const answer = await ask(method, `/${prefix}${name}${query}`, callers[who] ?? {}, query ? undefined : sent);
      const text = await answer.text();
      // One that needs more fields says so first.
      if (answer.status === 400) continue;
      expect([answer.status, text], name).toEqual([403, expect.stringMatching(/second factor/i)]);
      refused++;
    }
    expect(refused).toBeGreaterThan(10);
  });
});

it("the rule opens again for them once it is switched off", async () => {
  await sudo("update organisations set second_factor_required = false where id = $1", [organisation.id]);
  for (const who of ["a token", "a session"])
    expect((await ask("GET", `/organisations/${organisation.handle}`, callers[who] ?? {})).status).toBe(200);
  expect((await ask("GET", `/organisations/${organisation.handle}`, callers["a half session"] ?? {})).status).toBe(403);
});
