import { expect, it } from "vitest";
import { newMember, newOrganisation, newUser, signIn, stranger, sudo, useDatabase } from "@/db/testing";
import { requestPasswordReset } from "@/lib/accounts/operations";
import { renameAccount } from "@/lib/accounts/profile_operations";
import { changed, newAddress } from "@/lib/accounts/testing";
import { createToken } from "@/lib/api_tokens/operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { forgetAccounts } from "@/lib/jobs/leavings";
import { purgeOrganisations } from "@/lib/jobs/purges";
import { systemCaller } from "@/lib/kernel/actor";
import { leaveAccount, stay } from "@/lib/leaving/operations";
import { forgetAccount } from "@/lib/leaving/purge_operations";
import { offerTransfer } from "@/lib/transfers/operations";

useDatabase();

const over = (userId: string) =>
  sudo("update users set leaving_until = now() - interval '1 second' where id = $1 and leaving_until is not null", [
    userId,
  ]);
const exists = async (userId: string) => (await sudo("select id from users where id = $1", [userId])).length === 1;
/** What the jobs do, often enough for every step. */
async function jobs() {
  for (let round = 0; round < 4; round++) {
    await forgetAccounts();
    await purgeOrganisations();
    // No worker delivers here.
    await sudo("update mails set state = 'sent' where detail = 'left'");
  }
}

/** Somebody with a bit of everything: memberships, invitations, tokens, mails, a former address, an organisation of their own. */
async function newLeaver(name: string) {
  const leaver = await newUser({ name, email: newAddress() });
  const { userId, email: former } = leaver.actor;
  const own = await newOrganisation(leaver);
  const { owner, organisation, ref } = await newOrganisation();
  await sudo("insert into members (organisation_id, user_id, role) values ($1, $2, 'admin')", [
    organisation.id,
    userId,
  ]);
  await createToken(leaver, { ...own.ref, name: "ci" });
  await inviteMember(leaver, { ...ref, email: newAddress() });
  await offerTransfer(owner, { ...ref, userId });
  const { email } = await changed(leaver);
  await requestPasswordReset({ actor: null, address: "192.0.2.9" }, { email });
  const elsewhere = await newOrganisation();
  await inviteMember(elsewhere.owner, { ...elsewhere.ref, email });
  await renameAccount(leaver, { name });
  await sudo("insert into rate_limits (key, points, expire, about) values ($1, 1, null, $2)", [
    `session.open:field:${userId}`,
    `${email} from 192.0.2.9`,
  ]);
  return { leaver: await signIn(userId), userId, addresses: [former, email], own, shared: organisation };
}

/** Every text of every table that contains one of these, as `table.column`. */
async function found(words: string[]) {
  const columns = await sudo<{ at: string; name: string; of: string }>(
    `select table_name || '.' || column_name as at, column_name as name, format('%I.%I', table_schema, table_name) as of
       from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where table_type = 'BASE TABLE' and table_schema in ('public', 'pgboss')
        and (data_type in ('text', 'character varying', 'jsonb', 'json', 'ARRAY', 'uuid', 'tsvector') or udt_name = 'citext')`,
  );
  const hits: string[] = [];
  for (const { at, name, of } of columns) {
    const [row] = await sudo<{ hit: boolean }>(
      `select exists (select from ${of} t, unnest($1::text[]) sought where strpos(lower(t."${name}"::text), lower(sought)) > 0) as hit`,
      [words],
    );
    if (row?.hit) hits.push(at);
  }
  return [...new Set(hits)].sort();
}

it("leaves nothing of somebody who left but the name of that time in the logs of others", async () => {
  const name = "Quentin Vanishing";
  const { leaver, userId, addresses, own, shared } = await newLeaver(name);
  await leaveAccount(leaver, { confirm: addresses[1] ?? "" });
  await jobs();
  // The time isn't over yet.
  expect(await exists(userId)).toBe(true);
  await over(userId);
  await jobs();
  expect(await exists(userId)).toBe(false);
  expect(await sudo("select id from organisations where id = $1", [own.organisation.id])).toEqual([]);
  expect(await sudo("select id from organisations where id = $1", [shared.id])).toHaveLength(1);
  // Logs, and what organisations were told at that time.
  expect(await found([name])).toEqual(["audit.actor_name", "audit.target_name"]);
  expect(await found(addresses)).toEqual(["audit.target_name"]);
  expect(
    await sudo("select chain from audit where user_id = $1 union select chain from audit_chains where chain = $2", [
      userId,
      `user:${userId}`,
    ]),
  ).toEqual([]);
  expect(await sudo("select * from audit_breaks")).toEqual([]);
  const log = await sudo(
    "select operation, actor_name from audit where organisation_id = $1 and operation = 'member.leave'",
    [shared.id],
  );
  expect(log).toEqual([{ operation: "member.leave", actor_name: name }]);
  const [{ n } = { n: -1 }] = await sudo<{ n: number }>("select member_count as n from organisations where id = $1", [
    shared.id,
  ]);
  expect(n).toBe(1);
});

it("is done once, however many do it at once, and doing it again does nothing", async () => {
  const { leaver, userId, addresses } = await newLeaver("Twice Told");
  await leaveAccount(leaver, { confirm: addresses[1] ?? "" });
  await over(userId);
  await Promise.all(Array.from({ length: 5 }, jobs));
  await jobs();
  expect(await exists(userId)).toBe(false);
  expect(await forgetAccount(systemCaller("leaving"), { userId })).toBe(true);
  expect(
    await sudo("select seq from audit where operation = 'account.forget' and target_id = $1", [userId]),
  ).toHaveLength(1);
});

it("waits for the last mail, and doesn't touch somebody who stays or isn't leaving", async () => {
  const user = await newUser();
  const { userId, email } = user.actor;
  await leaveAccount(user, { confirm: email });
  await stay(await signIn(userId), {});
  await over(userId);
  await jobs();
  expect(await exists(userId)).toBe(true);
  await leaveAccount(await signIn(userId), { confirm: email });
  await over(userId);
  await forgetAccounts();
  await sudo("update mails set state = 'queued' where detail = 'left' and user_id = $1", [userId]);
  await forgetAccounts();
  expect(await exists(userId)).toBe(true);
  await jobs();
  expect(await exists(userId)).toBe(false);
});

it("doesn't delete an organisation that got another member meanwhile: the account waits", async () => {
  const user = await newUser();
  const { organisation } = await newOrganisation(user);
  await leaveAccount(user, { confirm: user.actor.email });
  const other = await newMember(organisation.id, "admin");
  await over(user.actor.userId);
  await jobs();
  expect(await exists(user.actor.userId)).toBe(true);
  await sudo("delete from members where user_id = $1", [other.actor.userId]);
  await jobs();
  expect(await exists(user.actor.userId)).toBe(false);
  await expect(forgetAccount(stranger, { userId: user.actor.userId })).rejects.toMatchObject({
    code: "UNAUTHENTICATED",
  });
});
