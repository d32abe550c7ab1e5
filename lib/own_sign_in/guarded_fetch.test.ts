import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newOrganisation, useDatabase } from "@/db/testing";
import { guardedFetch } from "@/lib/own_sign_in/guarded_fetch";
import { readOwnSignIn, setOwnSignIn } from "@/lib/own_sign_in/operations";
import { proved } from "@/lib/own_sign_in/testing";

useDatabase();

let asked = 0;
const server = createServer((_request, response) => {
  asked++;
  response.end("inside");
});
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve)));
afterAll(() => void server.close());
const port = () => (server.address() as AddressInfo).port;

/** What fetch would say: a TypeError with our refusal as its cause, or the refusal itself. */
const refused = (error: Error & { cause?: unknown }) => (error.cause ?? error) as { reason?: string };

describe("what an organisation’s owner makes the portal ask", () => {
  it.each([
    ["this machine", (at: number) => `https://127.0.0.1:${at}/`],
    ["this machine by another name", (at: number) => `https://localhost:${at}/`],
    ["this machine without TLS", (at: number) => `http://127.0.0.1:${at}/`],
    ["this machine by IPv6", (at: number) => `https://[::1]:${at}/`],
    ["this machine within IPv6", (at: number) => `https://[::ffff:127.0.0.1]:${at}/`],
    ["this machine as a number", (at: number) => `https://2130706433:${at}/`],
    ["a private network", () => "https://10.0.0.1/"],
    ["the cloud’s metadata", () => "https://169.254.169.254/latest/meta-data"],
  ])("isn’t %s", async (_what, url) => {
    const error = await guardedFetch(url(port())).then(() => null, refused);
    expect(error).toMatchObject({ reason: "address.private" });
    expect(asked).toBe(0);
  });

  it.each(["https://127.0.0.1", "https://localhost", "https://10.1.2.3/realms/a", "https://[fd00::1]"])(
    "is refused at once at the field: %s",
    async (issuer) => {
      const { owner, ref, organisation } = await newOrganisation();
      await proved(organisation.id);
      const given = { ...ref, issuer, clientId: "x", clientSecret: "y", joining: "join" } as const;
      await expect(setOwnSignIn(owner, given)).rejects.toMatchObject({ fields: { issuer: expect.anything() } });
    },
  );

  it("isn’t without TLS either: that is refused at once at the field", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    await proved(organisation.id);
    const given = {
      ...ref,
      issuer: "http://id.example.org",
      clientId: "x",
      clientSecret: "y",
      joining: "join",
    } as const;
    await expect(setOwnSignIn(owner, given)).rejects.toMatchObject({
      reason: "input.invalid",
      fields: { issuer: ["Enter a URL that begins with https://."] },
    });
    expect((await readOwnSignIn(owner, ref)).provider).toBeNull();
  });
});
