import { randomBytes, randomUUID } from "node:crypto";
import { NextRequest } from "next/server";
import { beforeAll, describe, expect, it } from "vitest";
import { newUser, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { createPortalToken } from "@/lib/api_tokens/operations";
import { serve } from "@/lib/doors/http/serve";
import { openApi } from "@/lib/doors/openapi/openapi";
import { contractOf } from "@/lib/doors/openapi/testing";

useDatabase();

let administrator: SignedIn;
let judge: ReturnType<typeof contractOf>;
beforeAll(async () => {
  judge = contractOf(openApi());
  administrator = await newUser({ portalAdmin: true });
});

const address = () => `owner-${randomBytes(6).toString("hex")}@example.org`;

describe("provisioning over REST", () => {
  async function program() {
    const { token } = await createPortalToken(administrator, {
      name: "billing",
      reach: "portal",
      permissions: ["portal.organisation.change"],
    });
    return async (path: string, body: object, key: string) => {
      const url = `http://portal.example.org/api${path}`;
      const headers = { "x-api-key": token, "content-type": "application/json", "idempotency-key": key };
      const response = await serve(new NextRequest(url, { method: "POST", headers, body: JSON.stringify(body) }));
      const answered = await response.json();
      judge("POST", url, response.status, answered);
      return { status: response.status, replayed: response.headers.get("idempotency-replayed"), body: answered };
    };
  }

  it("fifty requests at once with one key create one organisation, and are answered the same", async () => {
    const call = await program();
    const [email, key] = [address(), randomUUID()];
    const body = { name: "Night Watch", portalTier: "paid", owner: { email } };
    const answers = await Promise.all(Array.from({ length: 50 }, () => call("/admin/organisations", body, key)));
    const [first] = answers;
    expect(first).toMatchObject({ status: 201, body: { portalTier: "paid", ownerState: "invited" } });
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(answers.filter(({ replayed }) => replayed === null)).toHaveLength(1);
    const made = await sudo("select o.id from organisations o join users u on u.id = o.owner_id where u.email = $1", [
      email,
    ]);
    expect(made).toEqual([{ id: first?.body.id }]);
    const mails = await sudo("select id from mails where recipient = $1", [email]);
    expect(mails).toHaveLength(1);
  });

  it("the address is corrected and the link sent again by a token that may change organisations, and by no other", async () => {
    const call = await program();
    const { body } = await call(
      "/admin/organisations",
      { name: "Night Watch", owner: { email: address() } },
      randomUUID(),
    );
    const one = `/admin/organisations/${body.handle}/owner`;
    expect(await call(one, { email: address() }, randomUUID())).toMatchObject({ status: 200, body: { id: body.id } });
    expect(await call(`${one}/resend`, {}, randomUUID())).toMatchObject({ status: 200 });
    const { token } = await createPortalToken(administrator, {
      name: "nodes",
      reach: "portal",
      permissions: ["portal.node.change"],
    });
    const headers = { "x-api-key": token, "content-type": "application/json" };
    const url = `http://portal.example.org/api${one}/resend`;
    expect((await serve(new NextRequest(url, { method: "POST", headers, body: "{}" }))).status).toBe(403);
  });
});
