import { NextRequest } from "next/server";
import { beforeAll, describe, expect, it } from "vitest";
import { newOrganisation, useDatabase } from "@/db/testing";
import { createToken } from "@/lib/api_tokens/operations";
import { serve } from "@/lib/doors/http/serve";
import { serveTrpc } from "@/lib/doors/procedures/trpc_route";
import { longestAllowed, longestTurn } from "@/lib/testing";

useDatabase();

const origin = "http://portal.example.org";
const request = (url: string, init: RequestInit) => new NextRequest(url, init as never);

describe("hostile input from a stranger", () => {
  const send = async (path: string, body: string) => {
    const begin = performance.now();
    const url = `${origin}/api/${path}`;
    const init = { method: "POST", headers: { "content-type": "application/json" }, body };
    const answer = await (path.startsWith("trpc/") ? serveTrpc : serve)(request(url, init));
    const text = await answer.text();
    return { status: answer.status, length: text.length, text, ms: performance.now() - begin };
  };

  it("input that would make superjson walk for ever is refused at once", async () => {
    const bomb = JSON.stringify({
      json: { s: [...Array(4_000).keys()] },
      meta: { values: { s: ["set"] }, referentialEqualities: { "s.3999": Array(4_000).fill("s.3999") } },
    });
    for (const body of [
      bomb,
      '{"json":null,"meta":{"values":"bogus"}}',
      `{"json":"9","meta":{"values":["bigint"]}}`,
      `{"json":{},"meta":{"values":{"a":[["custom","x"]]}}}`,
    ]) {
      const { status, text, ms } = await send("trpc/customRole.remove", body);
      expect([status, text.includes("only dates may be annotated")]).toEqual([400, true]);
      expect(ms).toBeLessThan(2_000);
    }
  });

  it("input with eighty thousand keys gets a short answer", async () => {
    const permissions = Object.fromEntries(Array.from({ length: 80_000 }, (_, n) => [`k${n}`, 1]));
    const body = JSON.stringify({ roleName: "x", permissions });
    for (const path of ["customRole.create", "trpc/customRole.create"])
      expect(await send(path, body)).toMatchObject({ status: 400, length: expect.any(Number) });
    expect((await send("customRole.create", body)).length).toBeLessThan(500);
    const { owner, ref } = await newOrganisation();
    const { token } = await createToken(owner, { ...ref, name: "client", reach: "account" });
    const headers = { "x-api-key": token, "content-type": "application/json" };
    const answer = await serve(request(`${origin}/api/customRole.create`, { method: "POST", headers, body }));
    expect([answer.status, (await answer.text()).length < 5_000]).toEqual([400, true]);
  });
});

const mebibyte = 1_048_576;
const of = (text: string, length = mebibyte) => text.repeat(Math.floor(length / text.length));
const part = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n';
/** Bodies that are expensive for their size, by the doors that read them. */
const bodies: Record<string, string> = {
  "empty objects": `{"name":[${of("{},")}{}]}`,
  "objects without a list": `{"name":${of('{"a":')}`,
  brackets: of("["),
  "brackets in a field": `{"name":${of("[", mebibyte / 2 - 20)}${of("]", mebibyte / 2 - 20)}}`,
  "many keys": `{${Array.from({ length: 80_000 }, (_, n) => `"k${n}":1`).join(",")}}`,
  "marks of two classes": JSON.stringify({ name: `a${of("\u0301", 250_000)}${of("\u0316", 250_000)}` }),
  escapes: `{"name":"${of("\\u0301", mebibyte - 20)}"}`,
  quotes: of('"'),
  digits: `{"name":${of("9", mebibyte - 20)}}`,
  "what superjson would copy": `{"json":{"name":[${of("{},", mebibyte - 200)}{}]},"meta":{"values":{"a":["Date"]}}}`,
};
const forms: Record<string, string> = {
  "sixty thousand empty parts": `${part.repeat(60_000)}--x--\r\n`,
  "a header without an end": `--x\r\n${of("Content-Type: a\r\n", 5 * mebibyte)}`,
  "nothing but boundaries": of("--x", 5 * mebibyte),
  "almost boundaries": `${part}${of("\r\n--", 5 * mebibyte)}\r\n--x--\r\n`,
  "one large part": `${part}${of("a", 5 * mebibyte)}\r\n--x--\r\n`,
};

describe("the longest turn for any input is short", () => {
  const door = { serve, trpc: serveTrpc };
  // A signed-in caller, because nothing is read for an anonymous one.
  let token: string;
  beforeAll(async () => {
    const { owner, ref } = await newOrganisation();
    token = (await createToken(owner, { ...ref, name: "client", reach: "account" })).token;
  });
  const turnOf = (
    through: keyof typeof door,
    path: string,
    type: string,
    body: string | Buffer<ArrayBuffer>,
    allowed = longestAllowed,
  ) =>
    longestTurn(async () => {
      const init = { method: "POST", headers: { "content-type": type, "x-api-key": token }, body };
      await (await door[through](request(`${origin}/api/${path}`, init))).text();
    }, allowed);

  it.each(Object.entries(bodies))("as JSON: %s", async (_, body) => {
    for (const [through, path] of [
      ["serve", "organisations"],
      ["serve", "organization.create"],
      ["serve", "organisations/a/dns/zones/b/import"],
      ["trpc", "trpc/organization.create"],
      ["trpc", "trpc/organization.create?batch=1"],
    ] as const)
      expect(await turnOf(through, path, "application/json", body), path).toBeLessThan(longestAllowed);
  });

  it.each([
    ["a file of quotation marks", `{"text":"${of('\\"', 20 * mebibyte - 100)}"}`],
    ["a file of escapes", `{"text":"${of("\\n", 20 * mebibyte - 100)}"}`],
    ["brackets", of("[", 20 * mebibyte)],
    ["empty objects", `{"text":[${of("{},", 20 * mebibyte - 100)}{}]}`],
  ])("as a zone file in JSON: %s", async (_, body) => {
    const path = "organisations/a/dns/zones/b/import";
    expect(await turnOf("serve", path, "application/json", body)).toBeLessThan(longestAllowed);
  });

  it.each(["é", "€", "a\\n€"])("as a zone file in JSON of half that size, by character: %s", async (letters) => {
    const path = "organisations/a/dns/zones/b/import";
    const body = Buffer.from(`{"text":"${letters.repeat((20 * mebibyte - 100) / Buffer.byteLength(letters))}"}`);
    const allowed = longestAllowed / 2;
    expect(await turnOf("serve", path, "application/json", body, allowed)).toBeLessThan(allowed);
  });

  it.each([
    ["bytes that aren’t text", Buffer.alloc(16 * mebibyte, 0xff)],
    ["halves of letters", Buffer.alloc(16 * mebibyte, "\\\xc3", "latin1")],
    [
      "one byte that isn’t text behind much that is",
      Buffer.concat([Buffer.alloc(15 * mebibyte, "ü"), Buffer.of(0xff)]),
    ],
  ])("as a zone file: %s", async (_, body) => {
    const path = "organisations/a/dns/zones/b/import";
    expect(await turnOf("serve", path, "text/dns", body)).toBeLessThan(longestAllowed);
  });

  it.each(Object.entries(forms))("as a form with an image: %s", async (_, body) => {
    expect(await turnOf("serve", "account/avatar", "multipart/form-data; boundary=x", body)).toBeLessThan(
      longestAllowed,
    );
  });

  it.each([
    ["empty parts", 'x="; boundary=a"; boundary=x', `${part.repeat(60_000)}--a--\r\n`],
    ["a header of many lines", 'x="; boundary=a"; boundary=x', `--x\r\n${of("a: b\r\n", 5 * mebibyte)}\r\n--a--\r\n`],
    ["the first of two", "boundary=x; boundary=a", `${part.repeat(60_000)}--a--\r\n`],
  ])("as a form with two boundaries, one of them correct: %s", async (_, more, body) => {
    expect(await turnOf("serve", "account/avatar", `multipart/form-data; ${more}`, body)).toBeLessThan(longestAllowed);
  });

  it.each(["q", "cursor", "limit", "input"])("in a URL, as %s", async (name) => {
    for (const text of [of("a", 16_000), of("%5B", 16_000), of("%CC%81%CC%96", 16_000), of("a=b&", 16_000)])
      for (const [through, path] of [
        ["serve", "organisations/a/users"],
        ["serve", "organization.all"],
        ["trpc", "trpc/organization.all"],
      ] as const) {
        const url = `${origin}/api/${path}?${name}=${text}`;
        const taken = await longestTurn(async () => (await door[through](request(url, {}))).text());
        expect(taken, path).toBeLessThan(longestAllowed);
      }
  });
});
