import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { newOrganisation, useDatabase } from "@/db/testing";
import { createToken } from "@/lib/api_tokens/operations";
import { serve } from "@/lib/transport/api";
import { serveTrpc } from "@/lib/transport/trpc_route";

useDatabase();

const origin = "http://portal.example.org";
const request = (url: string, init: RequestInit) => new NextRequest(url, init as never);

describe("hostile input from nobody in particular", () => {
  const send = async (path: string, body: string) => {
    const begin = performance.now();
    const url = `${origin}/api/${path}`;
    const init = { method: "POST", headers: { "content-type": "application/json" }, body };
    const answer = await (path.startsWith("trpc/") ? serveTrpc : serve)(request(url, init));
    const text = await answer.text();
    return { status: answer.status, length: text.length, text, ms: performance.now() - begin };
  };

  it("that has superjson walk for ever is refused at once", async () => {
    const bomb = JSON.stringify({
      json: { s: [...Array(70_000).keys()] },
      meta: { values: { s: ["set"] }, referentialEqualities: { "s.69999": Array(60_000).fill("s.69999") } },
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

  it("with eighty thousand keys is answered in few words", async () => {
    const permissions = Object.fromEntries(Array.from({ length: 80_000 }, (_, n) => [`k${n}`, 1]));
    const body = JSON.stringify({ roleName: "x", permissions });
    for (const path of ["customRole.create", "trpc/customRole.create"])
      expect(await send(path, body)).toMatchObject({ status: 401, length: expect.any(Number) });
    expect((await send("customRole.create", body)).length).toBeLessThan(500);
    const { owner, ref } = await newOrganisation();
    const { token } = await createToken(owner, { ...ref, name: "client", reach: "account" });
    const headers = { "x-api-key": token, "content-type": "application/json" };
    const answer = await serve(request(`${origin}/api/customRole.create`, { method: "POST", headers, body }));
    expect([answer.status, (await answer.text()).length < 5_000]).toEqual([400, true]);
  });
});
