import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeAll, describe, expect, it } from "vitest";
import { countRows, newMember, newOrganisation, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { actorOfApiToken } from "@/lib/accounts/actor";
import { createToken } from "@/lib/api_tokens/operations";
import { fieldsFor, ofKind } from "@/lib/every_operation/testing";
import type { Caller } from "@/lib/kernel/actor";
import { leaveOrganisation } from "@/lib/members/change_operations";
import { readOrganisation } from "@/lib/organisations/operations";
import {
  readOwnSignIn,
  removeOwnSignIn,
  requireSignIn,
  setOwnSignIn,
  testOwnSignIn,
} from "@/lib/own_sign_in/operations";
import { holderOf, newOwn, ownPortal, proved, useOwnProviders } from "@/lib/own_sign_in/testing";
import { anyFields } from "@/lib/testing";

beforeAll(() => void Object.assign(process.env, ownPortal));
useOwnProviders();
useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const some = {
  issuer: "https://id.example.org",
  clientId: "portal",
  clientSecret: "very secret",
  joining: "join",
} as const;

describe("an organisation’s own sign-in", () => {
  it("is set by the owner, after a mail domain, and never shows its secret", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    const admin = await newMember(organisation.id, "admin");
    await expect(setOwnSignIn(admin, { ...ref, ...some })).rejects.toEqual(reason("permission.missing"));
    await expect(setOwnSignIn(owner, { ...ref, ...some })).rejects.toEqual(reason("ownSignIn.domainFirst"));
    expect(await readOwnSignIn(owner, ref)).toMatchObject({ provider: null, required: false });
    await proved(organisation.id);
    await setOwnSignIn(owner, { ...ref, ...some, issuer: "https://id.example.org/" });
    const shown = await readOwnSignIn(owner, ref);
    expect(shown).toMatchObject({
      callbackUrl: expect.stringContaining(`/api/auth/own-${organisation.id}/callback`),
      provider: { issuer: "https://id.example.org", clientId: "portal", joining: "join", roles: [] },
    });
    expect(JSON.stringify(shown)).not.toContain("secret");
    const [row] = await sudo<{ secret: Buffer }>("select secret from own_sign_ins where organisation_id = $1", [
      organisation.id,
    ]);
    expect(row?.secret.toString()).not.toContain("very secret");
    const log = await sudo("select details::text as details from audit where organisation_id = $1", [organisation.id]);
    expect(JSON.stringify(log)).not.toContain("very secret");
  });

  it("keeps its secret for the same provider, and asks for it again for another one", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    await proved(organisation.id);
    await setOwnSignIn(owner, { ...ref, ...some });
    await setOwnSignIn(owner, { ...ref, ...some, clientSecret: "", joining: "ask" });
    const elsewhere = { ...some, clientSecret: "", issuer: "https://evil.example" };
    await expect(setOwnSignIn(owner, { ...ref, ...elsewhere })).rejects.toMatchObject({
      fields: { clientSecret: expect.anything() },
    });
    expect((await readOwnSignIn(owner, ref)).provider).toMatchObject({
      issuer: "https://id.example.org",
      joining: "ask",
    });
  });

  it("is tested in words", async () => {
    const { owner, ref, server, settings, set } = await newOwn();
    expect(await testOwnSignIn(owner, ref)).toEqual({ works: true, problem: null });
    await set({ issuer: `${settings.issuer}/realm` });
    expect((await testOwnSignIn(owner, ref)).problem).toMatch(/issuer/);
    await server.close();
    await set();
    expect((await testOwnSignIn(owner, ref)).problem).toBe("Can’t connect to this host and port.");
  });

  it.each([
    ["another issuer", { issuer: "https://other.example" }, /calls itself by another issuer/],
    ["a page", null, /no OpenID Connect description/],
    ["no sign-in page", {}, /says nothing about where to sign in/],
  ])("is tested at something that answers with %s", async (_what, said, words) => {
    const server = createServer((request, response) => {
      const issuer = `http://${request.headers.host}`;
      if (said)
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ issuer, ...said }));
      else response.writeHead(200, { "content-type": "text/html" }).end("<p>");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { owner, ref, organisation } = await newOrganisation();
    await proved(organisation.id);
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await setOwnSignIn(owner, { ...ref, ...some, issuer });
    expect((await testOwnSignIn(owner, ref)).problem).toMatch(words);
    server.close();
  });
});

/** About nothing that exists: that would be found out later. */
const missing = { invitation: randomUUID(), project: randomUUID(), projects: [randomUUID()] };
const parked = { code: "FORBIDDEN", reason: "organisation.ownSignIn" };

describe("an organisation that requires its own sign-in", () => {
  const all = ofKind("organisation");
  const open = all.filter(([, { about }]) => about.withoutSecondFactor);
  let closed: Awaited<ReturnType<typeof newOwn>> & { member: SignedIn };
  beforeAll(async () => {
    const own = await newOwn();
    await requireSignIn(own.owner, { ...own.ref, required: true });
    closed = { ...own, member: await newMember(own.organisationId, "admin") };
  });

  it.each(all.filter((one) => !open.includes(one)))(
    "shuts other sessions of members out of %s",
    async (_name, operation) => {
      const { ref, organisationId, member } = closed;
      const before = await countRows(organisationId);
      const input = fieldsFor(operation, { ...anyFields, ...missing, ...ref, userId: member.actor.userId });
      await expect(operation(member, input)).rejects.toMatchObject(parked);
      expect(await countRows(organisationId)).toEqual(before);
    },
  );

  it("opens in its own sessions, to its owner in any, and lets members leave", async () => {
    const { ref, signIn, owner, organisationId } = closed;
    expect((await readOrganisation(owner, ref)).id).toBe(organisationId);
    expect((await readOrganisation(await holderOf(await signIn("nora")), ref)).id).toBe(organisationId);
    await leaveOrganisation(await newMember(organisationId, "member"), ref);
  });

  it("lets a token in that was created in its own session, and no other", async () => {
    const { ref, owner, organisationId, signIn } = await newOwn();
    const member = await newMember(organisationId, "member");
    const robotOf = async (who: Caller): Promise<Caller> => {
      const { token } = await createToken(who, { ...ref, name: randomUUID() });
      return { actor: await actorOfApiToken(token), address: null };
    };
    const [weak, strong, owners] = [
      await robotOf(member),
      await robotOf(await holderOf(await signIn("nora"))),
      await robotOf(owner),
    ];
    await requireSignIn(owner, { ...ref, required: true });
    await expect(readOrganisation(weak, ref)).rejects.toMatchObject({ code: "FORBIDDEN", reason: "token.ownSignIn" });
    for (const robot of [strong, owners]) expect((await readOrganisation(robot, ref)).id).toBe(organisationId);
    await removeOwnSignIn(owner, ref);
    expect((await readOrganisation(weak, ref)).id).toBe(organisationId);
  });

  it("is only one that has a sign-in of its own", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    await proved(organisation.id);
    await expect(requireSignIn(owner, { ...ref, required: true })).rejects.toEqual(reason("ownSignIn.providerFirst"));
    expect((await readOwnSignIn(owner, ref)).required).toBe(false);
  });
});
