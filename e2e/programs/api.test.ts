import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { expect, it } from "vitest";
import { type Answer, raw, request } from "./raw";
import { temporaryFolder } from "./run";
import { database, type Instance, setUp, up } from "./up";

async function loggedAddresses({ dataDir }: Instance, operation: string): Promise<string[]> {
  const { postgresPassword } = JSON.parse(fs.readFileSync(path.join(dataDir, "secrets.json"), "utf8"));
  const { port } = database(dataDir);
  const client = new pg.Client(`postgres://postgres:${postgresPassword}@127.0.0.1:${port}/guildhall`);
  await client.connect();
  const { rows } = await client.query("select address from audit where operation = $1", [operation]);
  await client.end();
  return rows.map(({ address }) => address);
}

/** Without headers that differ each time, and those that only pages have. */
function headersOf({ head }: Answer): Record<string, string> {
  const lines = head.split("\r\n").slice(1);
  const all = lines.map((line) => [
    line.split(":", 1)[0]?.toLowerCase() ?? "",
    line.slice(line.indexOf(":") + 1).trim(),
  ]);
  const changing = ["date", "x-request-id", "vary", "content-length", "transfer-encoding", "keep-alive"];
  return Object.fromEntries(all.filter(([name = ""]) => !changing.includes(name)));
}

it("serves the API beside Next the same as through it, with the same headers", async () => {
  const instance = await up(temporaryFolder());
  const { url } = instance;
  const { token } = await setUp(instance);
  const own = { authorization: `Bearer ${token}` };
  const ask = (line: string, headers: Record<string, string> = {}, body = "", from?: string) =>
    raw(url, request(url, line, { ...own, ...headers }, body), from);

  // A URL in an unusual form is left to Next.
  const [direct, throughNext] = [await ask("PATCH /api/organisations"), await ask("PATCH /api/organisations?q='")];
  expect([direct.status, throughNext.status]).toEqual([405, 405]);
  expect(direct.head).not.toMatch(/next-router/i);
  expect(throughNext.head).toMatch(/next-router/i);
  expect(headersOf(direct)).toEqual(headersOf(throughNext));

  expect((await ask("GET /api/organisations/adas/roles", { "accept-encoding": "gzip" })).head).toMatch(
    /^content-encoding: gzip/im,
  );
  for (const path of ["organisations", "organisations?q='", "openapi.json", "trpc/user.get", "auth/csrf"]) {
    const { head, body } = await ask(`HEAD /api/${path}`);
    expect([head.split(" ")[1], body], path).toEqual(["200", ""]);
  }
  const [page, headOfPage] = [await ask("GET /sign-in"), await ask("HEAD /sign-in")];
  expect([page.status, headOfPage.status, headOfPage.body]).toEqual([200, 200, ""]);
  expect(Object.keys(headersOf(headOfPage))).toEqual(Object.keys(headersOf(page)));
  const allow = "GET, HEAD, POST, OPTIONS";
  for (const path of ["trpc/user.get", "organisations?q='", "organisations"]) {
    const taken = await ask(`OPTIONS /api/${path}`);
    expect([taken.status, headersOf(taken).allow], path).toEqual([204, allow]);
  }
  const refused = await ask("DELETE /api/trpc/user.get");
  expect([refused.status, headersOf(refused).allow]).toEqual([405, allow]);
  const unknown = await raw(url, request(url, "GET /api/trpc/user.get"));
  expect([unknown.status, headersOf(unknown)["www-authenticate"]]).toEqual([401, 'Bearer realm="guildhall"']);
  expect((await ask("GET /api/organisations/")).status).toBe(200);
  expect((await ask("GET /api/organisations/../organisations")).status).toBe(200);
  expect((await ask("GET /api/constructor")).status).toBe(404);
  expect((await ask("GET /api/nothing/of/this/kind")).body).toContain('"code":"NOT_FOUND"');
  expect((await ask("GET /api/organisations")).head).not.toMatch(/next-router/i);

  const json = { "content-type": "application/json" };
  const forged = { ...json, "x-guildhall-peer": "192.0.2.66", "x-guildhall-peer-proof": "x" };
  const invitation = JSON.stringify({ email: "grace@example.org" });
  expect((await ask("POST /api/organisations/adas/invite", forged, invitation, "127.0.0.3")).status).toBe(201);
  expect(await loggedAddresses(instance, "member.invite")).toEqual(["127.0.0.3"]);
  const chunk = `4000\r\n${"a".repeat(0x4000)}\r\n`;
  const large = request(url, "POST /api/organisations/adas/invite", {
    ...own,
    ...json,
    "transfer-encoding": "chunked",
  });
  expect((await raw(url, `${large}${chunk.repeat(80)}0\r\n\r\n`)).status).toBe(413);
  expect((await ask("GET /api/organisations")).status).toBe(200);
  expect(instance.output()).not.toMatch(/^\s+at /m);
});
