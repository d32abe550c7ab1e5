import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeAll, describe, expect, it } from "vitest";
import {
  signIn as anotherSession,
  newMember,
  newOrganisation,
  newUser,
  stranger,
  sudo,
  useDatabase,
} from "@/db/testing";
import { readOrganisation } from "@/lib/organisations/operations";
import { beginLinkingOwn, listOwnSignIns, unlinkOwn } from "@/lib/own_sign_in/link_operations";
import { requireSignIn, setOwnSignIn } from "@/lib/own_sign_in/operations";
import { beginOwn, openByOwn } from "@/lib/own_sign_in/sign_in_operations";
import { freeDomain, holderOf, newOwn, ownPortal, proved, useOwnProviders } from "@/lib/own_sign_in/testing";
import { withFactor } from "@/lib/second_factors/testing";
import { acceptTransfer, declineTransfer, readMyTransfer } from "@/lib/transfers/answer_operations";
import { offerTransfer } from "@/lib/transfers/operations";

beforeAll(() => void Object.assign(process.env, ownPortal));
useOwnProviders();
useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
describe("a hostile provider", () => {
  it("doesn’t open an account that exists: its holder has to link it, with a fresh proof", async () => {
    const { signIn, link, domain, ref, organisationId } = await newOwn();
    const victim = await newUser({ email: `victim@${domain}` });
    const elsewhere = await newOrganisation(victim);
    await expect(signIn("victim")).rejects.toEqual(reason("ownSignIn.unlinked"));
    const stale = { ...victim, actor: { ...victim.actor, provedAt: new Date(0) } };
    await expect(link(stale, "victim")).rejects.toMatchObject({ code: "FRESH_PROOF_REQUIRED" });
    expect(await listOwnSignIns(victim, {})).toMatchObject([{ id: organisationId, identity: null }]);
    await link(victim, "victim");
    expect(await listOwnSignIns(victim, {})).toMatchObject([
      { id: organisationId, identity: { address: `victim@${domain}` } },
    ]);
    // Even then it opens the organisation alone.
    const opened = await holderOf(await signIn("victim"));
    expect(opened.actor.userId).toBe(victim.actor.userId);
    expect((await readOrganisation(opened, ref)).id).toBe(organisationId);
    await expect(readOrganisation(opened, elsewhere.ref)).rejects.toEqual(reason("unknown"));
    await unlinkOwn(victim, { organisationId });
    await expect(signIn("victim")).rejects.toEqual(reason("ownSignIn.unlinked"));
  });

  it("signs the owner in without a fresh proof, and doesn’t stand for the owner’s second factor", async () => {
    const { owner, signIn, link, ref, organisation, server } = await newOwn();
    const member = await newMember(organisation.id, "admin");
    await link(owner, "olive");
    const offer = { ...ref, userId: member.actor.userId };
    await expect(offerTransfer(await holderOf(await signIn("olive")), offer)).rejects.toMatchObject({
      code: "FRESH_PROOF_REQUIRED",
    });
    await withFactor(owner);
    server.forge({ claims: { amr: ["mfa"] } });
    expect((await holderOf(await signIn("olive"))).actor.secondFactor).toBe("missing");
  });

  it("doesn’t take the account of an administrator, verified or not", async () => {
    const { signIn, domain } = await newOwn();
    const admin = await newUser({ email: `ada@${domain}`, verified: false, portalAdmin: true });
    await expect(signIn("ada")).rejects.toEqual(reason("ownSignIn.unlinked"));
    expect(await sudo("select from sessions where user_id = $1", [admin.actor.userId])).toHaveLength(1);
  });

  it("doesn’t get another domain’s people by saying so, nor those of a domain that it lost", async () => {
    const [mine, theirs] = [await newOwn(), await newOwn()];
    await theirs.signIn("nora");
    await expect(mine.signIn("nora", { email: `nora@${theirs.domain}` })).rejects.toEqual(reason("ownSignIn.address"));
    await theirs.signIn("mel");
    await sudo("update mail_domains set proof = null, proved_at = null where organisation_id = $1", [
      theirs.organisationId,
    ]);
    await expect(beginOwn(stranger, { email: `mel@${theirs.domain}` })).rejects.toEqual(reason("ownSignIn.none"));
  });

  it("doesn’t give one person’s account to another whom it gives the same address", async () => {
    const { signIn } = await newOwn();
    await signIn("nora");
    await expect(signIn("nora", { subject: "somebody else" })).rejects.toEqual(reason("ownSignIn.otherPerson"));
  });

  it("doesn’t sign in by an answer of another organisation’s provider", async () => {
    const [mine, theirs] = [await newOwn(), await newOwn()];
    mine.server.signsIn("nora", mine.about("nora"));
    const answer = await mine.goTo();
    await expect(openByOwn(stranger, { ...answer, organisationId: theirs.organisationId })).rejects.toEqual(
      reason("provider.flow"),
    );
    mine.server.forge({ foreignKey: true });
    await expect(openByOwn(stranger, answer)).rejects.toEqual(reason("provider.answer"));
  });

  it("sends nobody to anything but a web address", async () => {
    const server = createServer((request, response) => {
      const issuer = `http://${request.headers.host}`;
      const body = {
        issuer,
        authorization_endpoint: "javascript:alert(1)",
        token_endpoint: `${issuer}/t`,
        jwks_uri: `${issuer}/k`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
      };
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { owner, ref, organisation } = await newOrganisation();
    const domain = await proved(organisation.id);
    await setOwnSignIn(owner, { ...ref, issuer, clientId: "x", clientSecret: "y", joining: "join" });
    await expect(beginOwn(stranger, { email: `a@${domain}` })).rejects.toEqual(reason("provider.answer"));
    const member = await newMember(organisation.id, "member", { email: `mel@${domain}` });
    await expect(beginLinkingOwn(member, { organisationId: organisation.id })).rejects.toEqual(
      reason("provider.answer"),
    );
    server.close();
  });

  it("takes over only what nobody ever verified, and what a stranger set up there is gone", async () => {
    const { signIn, domain } = await newOwn();
    const squatter = await newUser({ email: `nora@${domain}`, verified: false });
    await sudo("update users set password_hash = 'x' where id = $1", [squatter.actor.userId]);
    await withFactor(squatter);
    const who = await holderOf(await signIn("nora"));
    expect(who.actor).toMatchObject({ userId: squatter.actor.userId, verified: true });
    const [left] = await sudo(
      "select password_hash, second_factor_enabled_at as factor, (select count(*)::int from sessions where user_id = $1 and confined_to is null) as sessions from users where id = $1",
      [squatter.actor.userId],
    );
    expect(left).toEqual({ password_hash: null, factor: null, sessions: 0 });
  });
});

it("a transfer is read, accepted and declined only in a session that opens the organisation", async () => {
  const { owner, ref, signIn, organisationId } = await newOwn();
  const receiver = await holderOf(await signIn("nora"));
  const elsewhere = await newOrganisation();
  const { userId } = receiver.actor;
  await sudo("insert into members (organisation_id, user_id, role) values ($1, $2, 'member')", [
    elsewhere.organisation.id,
    userId,
  ]);
  const { id: foreign } = await offerTransfer(elsewhere.owner, { ...elsewhere.ref, userId });
  for (const answer of [acceptTransfer, declineTransfer])
    await expect(answer(receiver, { transfer: foreign })).rejects.toEqual(reason("unknown"));
  const first = await offerTransfer(owner, { ...ref, userId });
  await declineTransfer(receiver, { transfer: first.id });
  const { id: transfer } = await offerTransfer(owner, { ...ref, userId });
  await requireSignIn(owner, { ...ref, required: true });
  // The same account, opened by something else.
  const outside = await anotherSession(receiver.actor.userId);
  const shut = reason("organisation.ownSignIn");
  expect((await readMyTransfer(outside, { transfer })).belongings).toBeNull();
  await expect(acceptTransfer(outside, { transfer })).rejects.toEqual(shut);
  expect((await readMyTransfer(receiver, { transfer })).belongings).not.toBeNull();
  await acceptTransfer(receiver, { transfer });
  expect(await sudo("select owner_id from organisations where id = $1", [organisationId])).toEqual([
    { owner_id: receiver.actor.userId },
  ]);
});

it("says the same for an address of an account as for one without: only the domain counts", async () => {
  const known = await newUser({ email: `known@${freeDomain()}` });
  const answer = (email: string) => beginOwn(stranger, { email }).catch(({ reason, message }) => ({ reason, message }));
  expect(await answer(known.actor.email)).toEqual(await answer(`nobody@${known.actor.email.split("@")[1]}`));
});
