import { beforeAll, describe, expect, it } from "vitest";
import { countRows, newOrganisation, newUser, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { inBrowser } from "@/lib/doors/rest/testing";
import { type Any, fieldsFor, walked } from "@/lib/every_operation/testing";
import { systemCaller } from "@/lib/kernel/actor";
import { freshMinutes } from "@/lib/kernel/fresh";
import { accountCommand } from "@/lib/kernel/kinds";
import { deleteOrganisation } from "@/lib/organisations/deletion/operations";
import { nothing } from "@/lib/organisations/schema";
import { anyFields } from "@/lib/testing";
import { demoteUser } from "@/lib/users/operations";

useDatabase();

/** What is dangerous enough to ask whoever sits there who they are. A line here is a decision. */
const dangerous = [
  "account.changeAddress",
  "account.leave",
  "gateway.renewToken",
  "identity.beginLinking",
  "identity.checkLinking",
  "identity.link",
  "identity.unlink",
  "mail.revealLink",
  "organisation.beginTransfer",
  "organisation.correctOwner",
  "organisation.delete",
  "organisation.portalDelete",
  "organisation.portalRestore",
  "organisation.purge",
  "organisation.restore",
  "organisation.setSecurity",
  "ownSignIn.beginLinking",
  "ownSignIn.link",
  "ownSignIn.remove",
  "ownSignIn.require",
  "ownSignIn.set",
  "ownSignIn.unlink",
  ..."passkey.beginRegistration passkey.delete passkey.register".split(" "),
  "secondFactor.beginAuthenticator",
  "secondFactor.makeRecoveryCodes",
  "secondFactor.removeAuthenticator",
  "token.create",
  "token.createPortal",
  "transfer.accept",
  "transfer.offer",
  "user.delete",
  "user.demote",
  "user.disable",
  "user.promote",
  "user.resetFactor",
  "user.verify",
];
const found = walked.filter(([, { about }]) => about.fresh);

/** The same person in a session whose proof is so many minutes old. */
const provedAgo = (who: SignedIn, minutes: number): SignedIn => ({
  ...who,
  actor: { ...who.actor, provedAt: new Date(Date.now() - minutes * 60_000) },
});
/** All that the dangerous write, across every chain of the log. */
const written = async (organisation: string) => [
  await countRows(organisation),
  ...(await sudo(`select (select count(*)::int from audit) as audit, (select count(*)::int from api_tokens) as tokens,
    (select count(*)::int from users where portal_admin) as administrators, (select count(*)::int from users where disabled_at is null) as users,
    (select count(*)::int from organisations where deleted_at is null) as organisations, (select count(*)::int from mails) as mails`)),
];

let owner: SignedIn;
let founded: Awaited<ReturnType<typeof newOrganisation>>;
let input: Record<string, unknown>;
const ofPortal = { reach: "portal", permissions: undefined };
const inputFor = (operation: Any) =>
  fieldsFor(operation, operation.about.name === "token.createPortal" ? { ...input, ...ofPortal } : input);

beforeAll(async () => {
  owner = await newUser({ portalAdmin: true });
  founded = await newOrganisation(owner);
  input = { ...anyFields, ...founded.ref, user: owner.actor.userId, userId: owner.actor.userId };
});

describe("what is dangerous", () => {
  it("is exactly what is on the list", () => {
    expect(found.map(([name]) => name).sort()).toEqual(dangerous);
  });

  it.each(found)("%s is refused to a session whose proof is eleven minutes old, and writes nothing", async (_, op) => {
    const before = await written(founded.organisation.id);
    await expect(op(provedAgo(owner, 11), inputFor(op))).rejects.toMatchObject({
      code: "FRESH_PROOF_REQUIRED",
      reason: "actor.proof",
    });
    expect(await written(founded.organisation.id)).toEqual(before);
  });

  it.each(found.filter(([, { about }]) => about.permission !== "self"))(
    "%s doesn’t tell an outsider with an old proof more than one with a new one",
    async (_, op) => {
      const outsider = await newUser();
      const fresh = await op(outsider, inputFor(op)).catch((error) => error);
      expect(fresh).toMatchObject({ code: expect.stringMatching(/^(NOT_FOUND|FORBIDDEN)$/) });
      expect(await op(provedAgo(outsider, 11), inputFor(op)).catch((error) => error)).toEqual(fresh);
    },
  );

  it.each(found.filter(([, { about }]) => about.token !== "never"))(
    "%s asks no token, which is a proof of its own",
    async (_, op) => {
      const reach = op.about.token === "never" ? "account" : op.about.token;
      const organisationId = reach === "organisation" ? founded.organisation.id : null;
      const via = { tokenId: owner.actor.userId, tokenName: "x", reach, organisationId, permissions: null };
      const actor = { ...owner.actor, sessionId: null, provedAt: null, via };
      // With a word that is wrong, so that whoever comes so far changes nothing.
      const wrong = { ...(inputFor(op) as object), ...("confirm" in (inputFor(op) as object) && { confirm: "wrong" }) };
      const answer = await op({ address: null, actor }, wrong as never).catch((error) => error);
      expect(answer).not.toMatchObject({ code: "FRESH_PROOF_REQUIRED" });
    },
  );

  it("asks nothing on the machine’s command line", async () => {
    const other = await newUser({ portalAdmin: true });
    await expect(demoteUser(systemCaller("cli"), { user: other.actor.userId })).resolves.toBeDefined();
  });

  it("is allowed until the proof is ten minutes old", async () => {
    const { owner: other, ref } = await newOrganisation();
    const late = provedAgo(other, freshMinutes - 0.1);
    await expect(deleteOrganisation(late, { ...ref, confirm: "wrong" } as never)).rejects.toMatchObject({
      code: "INVALID",
    });
  });

  it("is judged once more after the lock, when the proof may have grown too old", async () => {
    const { owner: other, organisation, ref } = await newOrganisation();
    const held = sudo(`do $$ begin
      perform from organisations where id = '${organisation.id}' for update; perform pg_sleep(1.5); end $$`);
    await expect
      .poll(async () => (await sudo("select from pg_locks where not granted or mode = 'RowShareLock'")).length)
      .toBeGreaterThan(0);
    const nearly = provedAgo(other, freshMinutes - 0.5 / 60);
    await expect(deleteOrganisation(nearly, { ...ref, confirm: organisation.handle } as never)).rejects.toMatchObject({
      code: "FRESH_PROOF_REQUIRED",
    });
    await held;
    const [row] = await sudo("select deleted_at from organisations where id = $1", [organisation.id]);
    expect(row).toEqual({ deleted_at: null });
  });

  it("sees a proof that was given during slow work", async () => {
    const slow = accountCommand("test.slow", {
      did: { unaudited: "It belongs to a test." },
      event: null,
      input: nothing,
      token: "never",
      fresh: true,
      prepare: async () => undefined,
      run: async () => "done",
    });
    const stale = provedAgo(owner, 11);
    await expect(slow(stale, {})).rejects.toMatchObject({ code: "FRESH_PROOF_REQUIRED" });
    await expect(slow({ ...stale, again: async () => owner }, {})).resolves.toBe("done");
  });
});

describe("over REST with a cookie", () => {
  it("is refused with 403 until the session proves who uses it", async () => {
    const user = await newUser();
    // The last one can't be deleted.
    await newOrganisation(user);
    const { organisation } = await newOrganisation(user);
    const client = await inBrowser(user);
    await sudo("update sessions set proved_at = now() - interval '11 minutes' where user_id = $1", [user.actor.userId]);
    const ask = () => client("DELETE", `/organisations/${organisation.handle}`, { confirm: organisation.handle });
    expect(await ask()).toMatchObject({ status: 403, body: { code: "FRESH_PROOF_REQUIRED", reason: "actor.proof" } });
    expect(await sudo("select from organisations where id = $1 and deleted_at is not null", [organisation.id])).toEqual(
      [],
    );
    await sudo("update sessions set proved_at = now() where user_id = $1", [user.actor.userId]);
    const answer = await ask();
    expect(answer.body).not.toHaveProperty("code");
    expect(answer.status).toBe(200);
  });
});
