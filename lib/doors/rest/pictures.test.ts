import { createHash } from "node:crypto";
import { NextRequest } from "next/server";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { newMember, newOrganisation, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { createToken } from "@/lib/api_tokens/operations";
import { newPhoto, newPicture, pngOf } from "@/lib/avatars/testing";
import { serve } from "@/lib/doors/http/serve";
import { openApi } from "@/lib/doors/openapi/openapi";
import { contractOf } from "@/lib/doors/openapi/testing";

process.env.PUBLIC_URL = "https://guildhall.example.org";
useDatabase();

const form = (file: Uint8Array | string, name = "file", more: Record<string, string> = {}) => {
  const data = new FormData();
  const part = typeof file === "string" ? file : new Blob([new Uint8Array(file)], { type: "text/html" });
  data.set(name, part as Blob);
  for (const [key, value] of Object.entries(more)) data.set(key, value);
  return data;
};

async function program(who?: SignedIn, organisation?: string) {
  const founded = await newOrganisation();
  const home = organisation ?? founded.organisation.id;
  const { token } = await createToken(who ?? founded.owner, { organisation: home, name: "client", reach: "account" });
  const call = async (method: string, path: string, body?: FormData | string, headers: Record<string, string> = {}) => {
    const url = `http://portal.example.org/api/${path}`;
    const request = new NextRequest(url, {
      method,
      headers: { "x-api-key": token, ...headers },
      body,
      duplex: "half",
    } as never);
    const answer = await serve(request);
    const answered = await answer.json();
    contractOf(openApi())(method, url, answer.status, answered);
    return { status: answer.status, body: answered };
  };
  return { ...founded, call, base: `organisations/${founded.organisation.handle}` };
}

const fetchPicture = (url: string, init = {}) => serve(new NextRequest(url, init));

describe("an avatar over REST", () => {
  it("is uploaded in a form, served for ever under its content’s hash, and removed", async () => {
    const { call, base } = await program();
    const sent = await call("POST", `${base}/avatar`, form(await newPhoto()));
    expect(sent).toEqual({
      status: 200,
      body: {
        avatarUrl: expect.stringMatching(/^https:\/\/guildhall\.example\.org\/api\/pictures\/[0-9a-f]{64}\/256$/),
      },
    });
    const { avatarUrl } = sent.body;
    for (const path of [base, "organisations"])
      expect([(await call("GET", path)).body].flat()).toContainEqual(
        expect.objectContaining({ avatarUrl, logo: avatarUrl }),
      );

    for (const size of [256, 64]) {
      const answer = await fetchPicture(avatarUrl.replace(/256$/, String(size)));
      expect([answer.status, Object.fromEntries(answer.headers)]).toEqual([
        200,
        {
          "cache-control": "public, max-age=31536000, immutable",
          "content-length": expect.any(String),
          "content-security-policy": "default-src 'none'; sandbox",
          "content-type": "image/webp",
          etag: `"${avatarUrl.split("/").at(-2)}-${size}"`,
          "x-content-type-options": "nosniff",
        },
      ]);
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(await sharp(bytes).metadata()).toMatchObject({ format: "webp", width: size, height: size });
      if (size === 256) expect(avatarUrl).toContain(createHash("sha256").update(bytes).digest("hex"));
      // A client that has it gets 304, also with several ETags.
      const etag = answer.headers.get("etag") ?? "";
      for (const given of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
        const again = await fetchPicture(avatarUrl.replace(/256$/, String(size)), {
          headers: { "if-none-match": given },
        });
        expect([again.status, await again.text(), Object.fromEntries(again.headers)]).toEqual([
          304,
          "",
          { etag, "cache-control": "public, max-age=31536000, immutable" },
        ]);
      }
      const other = { headers: { "if-none-match": `"${size}"` } };
      expect((await fetchPicture(avatarUrl.replace(/256$/, String(size)), other)).status).toBe(200);
      const head = await fetchPicture(avatarUrl.replace(/256$/, String(size)), { method: "HEAD" });
      expect([head.status, await head.text(), [...head.headers]]).toEqual([200, "", [...answer.headers]]);
    }

    expect(await call("DELETE", `${base}/avatar`)).toEqual({ status: 200, body: { avatarUrl: null } });
    expect((await fetchPicture(avatarUrl)).status).toBe(404);
    expect((await call("GET", base)).body).toMatchObject({ avatarUrl: null, logo: null });
  });

  it("a user's avatar is shown in their organisations", async () => {
    const { call, base, owner } = await program();
    const { body } = await call("POST", "account/avatar", form(await newPicture("jpeg")));
    expect(await call("GET", `${base}/users`)).toMatchObject({ body: [{ avatarUrl: body.avatarUrl }] });
    expect(await call("GET", `${base}/users/${owner.actor.userId}`)).toMatchObject({ body: body });
    expect(await call("GET", "user.all")).toMatchObject({ body: [{ user: { image: body.avatarUrl } }] });
    expect(await call("DELETE", "account/avatar")).toEqual({ status: 200, body: { avatarUrl: null } });
    expect(await call("GET", `${base}/users`)).toMatchObject({ body: [{ avatarUrl: null }] });
  });

  it("an avatar is refused from a member who may not set it", async () => {
    const { organisation } = await newOrganisation();
    const { call } = await program(await newMember(organisation.id, "admin"), organisation.id);
    const path = `organisations/${organisation.id}/avatar`;
    expect(await call("POST", path, form(await newPicture()))).toMatchObject({
      status: 403,
      body: { code: "FORBIDDEN" },
    });
    expect(await call("DELETE", path)).toMatchObject({ status: 403 });
  });

  it.each<[what: string, body: () => FormData | string, status: number, code: string, type?: string]>([
    ["JSON", () => "{}", 415, "UNSUPPORTED_TYPE", "application/json"],
    ["nothing", () => "", 415, "UNSUPPORTED_TYPE"],
    ["a malformed form", () => "x", 415, "UNSUPPORTED_TYPE", "multipart/form-data; boundary=a"],
    ["a form without a boundary", () => "x", 415, "UNSUPPORTED_TYPE", "multipart/form-data"],
    ["a form of two boundaries", () => "x", 415, "UNSUPPORTED_TYPE", "multipart/form-data; boundary=a; boundary=b"],
    ["a text field as the file", () => form("text"), 400, "INVALID"],
    ["a file in another field", () => form(pngOf(4, 4), "picture"), 400, "INVALID"],
    ["a second file", () => form(pngOf(4, 4), "file", { size: "1" }), 400, "INVALID"],
    ["an SVG", () => form(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>")), 415, "UNSUPPORTED_TYPE"],
    ["16000×16000 pixels", () => form(pngOf(16_000, 16_000)), 413, "TOO_LARGE"],
    ["5 MiB and a byte", () => form(Buffer.alloc(5 * 1024 * 1024 + 1)), 413, "TOO_LARGE"],
    ["30 MB", () => form(Buffer.alloc(30_000_000)), 413, "TOO_LARGE"],
  ])("is refused as %s, and nothing is stored", async (_what, body, status, code, type) => {
    const { call, base } = await program();
    const sent = await call("POST", `${base}/avatar`, body(), type ? { "content-type": type } : {});
    expect(sent).toMatchObject({ status, body: { code, error: expect.any(String) } });
    expect(
      await sudo("select from pictures p join organisations o on o.id = p.organisation_id where o.handle = $1", [
        base.slice(14),
      ]),
    ).toEqual([]);
  });

  it.each(["x/256", `${"a".repeat(64)}/256`, `${"a".repeat(64)}/1`, `${"A".repeat(64)}/64`, "../256"])(
    "isn’t found under another name: %s",
    async (rest) => {
      const answer = await fetchPicture(`http://portal.example.org/api/pictures/${rest}`);
      expect([400, 404]).toContain(answer.status);
      expect([await answer.json(), answer.headers.get("cache-control")]).toMatchObject([
        { code: expect.stringMatching(/^(INVALID|NOT_FOUND)$/) },
        "no-store",
      ]);
    },
  );

  it("is documented as a form", () => {
    const call = openApi().paths["/organisations/{organisation}/avatar"]?.post;
    expect(call?.requestBody).toMatchObject({
      required: true,
      content: { "multipart/form-data": { schema: { required: ["file"] } } },
    });
  });
});
