import { beforeAll, describe, expect, it } from "vitest";
import { crowdAccounts, crowdOrganisation, crowdUser, crowdUserOf, joinedAt } from "@/bench/crowd";
import { type SignedIn, signIn, sudo, useDatabase } from "@/db/testing";
import { plansOf, rowsRead, rowsSorted, tablesScanned } from "@/db/testing/plans";
import { readFrame } from "@/lib/accounts/frame_operations";
import { countActivity, listActivity } from "@/lib/audit/operations";
import { listInvitations } from "@/lib/invitations/operations";
import { systemCaller } from "@/lib/kernel/actor";
import { countMembers, listMembers } from "@/lib/members/operations";
import { listNotifications } from "@/lib/notifications/operations";
import { activeOrganisation, listOrganisations, readOrganisation } from "@/lib/organisations/operations";
import { toCursor } from "@/lib/paging";
import { listRoles } from "@/lib/roles/operations";
import { listUsers } from "@/lib/users/list_operations";

useDatabase();

const size = 100_000;
const rows = 20_000;
const id = "11111111-1111-4111-8111-111111111111";
const role = "22222222-2222-4222-8222-222222222222";
const ref = { organisation: "crowd" };
let owner: SignedIn;
let member: SignedIn;

/** Besides the people: a role that three in ten have, and the data of a few years. */
const years = `
  insert into roles (id, organisation_id, name, permissions, held) values ('${role}', '${id}', 'Keeper', '{member.read}', 30000);
  update members set role = 'custom', custom_role_id = '${role}'
    where organisation_id = '${id}' and user_id >= '${crowdUser(size - 30_000)}';
  update users u set created_at = m.joined_at from members m where m.user_id = u.id;
  insert into invitations
      (id, organisation_id, email, role, state, mail_token_hash, copy_token_hash, inviter_id, created_at, expires_at)
    select gen_random_uuid(), '${id}', 'guest-' || n || '@example.org', 'member',
      (array['pending', 'accepted', 'rejected', 'revoked', 'expired'])[case when n % 50 = 0 then 1 else 2 + n % 4 end],
      sha256(('m' || n)::bytea), sha256(('c' || n)::bytea), '${crowdUser(0)}', now() - n * interval '1 minute',
      now() + case when n % 100 = 0 then interval '1 day' else interval '-1 minute' end
    from generate_series(1, ${rows}) n;
  insert into audit
      (chain, seq, at, organisation_id, actor_kind, actor_id, actor_name, operation, target_name, prev_hash, hash)
    select 'organisation:${id}', n, now() - (${rows} - n) * interval '1 minute', '${id}', 'user',
      ${crowdUserOf("n % 300")}, 'Somebody', 'member.' || (array['invite', 'remove', 'add', 'leave'])[1 + n % 4],
      'Target ' || n, '', ''
    from generate_series(1, ${rows}) n;
  insert into notifications (id, organisation_id, user_id, kind, organisation_name, created_at, read_at)
    select gen_random_uuid(), '${id}', ${crowdUserOf("n % 2")}, 'role', 'Crowd', now() - n * interval '1 minute',
      case when n > 50 then now() end
    from generate_series(1, ${rows}) n;`;

beforeAll(async () => {
  await sudo(`${crowdAccounts(size)} ${crowdOrganisation(id, "crowd", size)} ${years}`);
  await sudo("vacuum analyze");
  owner = await signIn(crowdUser(0));
  member = await signIn(crowdUser(2));
}, 240_000);

/** A table with this many rows isn't read as a whole. */
const grown = ["members", "member_words", "users", "invitations", "audit", "notifications"];

/**
 * @param read the most rows that any statement may read; each limit also applies to sorting, except for search results
 */
async function holds(work: () => Promise<unknown>, { read = 400, sort = 201 } = {}) {
  const plans = await plansOf(work);
  expect(plans.length).toBeGreaterThan(0);
  for (const plan of plans) {
    const what = `${plan.mode}: ${plan.text}`;
    expect(
      tablesScanned(plan).filter((table) => grown.includes(table ?? "")),
      what,
    ).toEqual([]);
    expect(rowsSorted(plan), what).toBeLessThanOrEqual(sort);
    expect(rowsRead(plan), what).toBeLessThanOrEqual(read);
  }
}

const deep = 49_950;
const mark = {
  joined: toCursor({ at: joinedAt(deep), id: crowdUser(deep) }),
  "-joined": toCursor({ at: joinedAt(deep), id: crowdUser(deep) }, "-joined"),
  name: toCursor({ at: "farid cruz50015", id: crowdUser(50_015) }, "name"),
  "-name": toCursor({ at: "farid cruz50015", id: crowdUser(50_015) }, "-name"),
};

describe("with a hundred thousand members", () => {
  it("there are enough to see that", async () => {
    expect(await readOrganisation(owner, ref)).toMatchObject({ memberCount: size });
    expect(await countMembers(owner, ref)).toEqual({ owner: 1, admin: 100, operator: 0, viewer: 0, member: 69_899 });
    const { items } = await listMembers(owner, { ...ref, cursor: mark.joined, limit: 1 });
    expect(items).toMatchObject([{ userId: crowdUser(deep + 1) }]);
  });

  it.each(["joined", "-joined", "name", "-name"] as const)(
    "a page sorted by %s reads a page, both page 1 and page 1,000",
    async (sort) => {
      await holds(() => listMembers(owner, { ...ref, sort }));
      await holds(() => listMembers(owner, { ...ref, sort, cursor: mark[sort] }));
      for (const role of ["admin", "member", "Keeper"]) {
        await holds(() => listMembers(owner, { ...ref, sort, role }));
        await holds(() => listMembers(owner, { ...ref, sort, role, cursor: mark[sort] }));
      }
    },
  );

  it.each([
    ["Quixote", 1],
    ["hiro diallo1", 300],
    ["faraway.example", 100],
    ["nobody", 0],
  ])("a search for %s reads the results", async (q, found) => {
    for (const sort of ["joined", "-name"] as const) {
      await holds(() => listMembers(owner, { ...ref, q, sort }), {
        read: 300 + 2 * found,
        sort: Math.max(51, 2 * found),
      });
      await holds(() => listMembers(owner, { ...ref, q, sort, cursor: mark[sort] }), {
        read: 300 + 2 * found,
        sort: Math.max(51, 2 * found),
      });
    }
  });

  it.each(["a", "anna", "example.org", "berg"])("a search for the frequent %s ends with the page", async (q) => {
    for (const who of [owner, member]) {
      for (const sort of ["joined", "-joined", "name"] as const)
        if (q !== "example.org" || who === owner)
          await holds(() => listMembers(who, { ...ref, q, sort }), { read: 3_000 });
      await holds(() => listMembers(who, { ...ref, q, cursor: mark.joined }), { read: 3_000 });
    }
  });

  it("a search returns the same results, few or many", async () => {
    const names = async (filter: object, who = owner) =>
      (await listMembers(who, { ...ref, limit: 3, ...filter })).items.map(({ name }) => name);
    expect(await names({ q: "anna" })).toEqual(["Anna Adams0", "Anna Berg10", "Anna Cruz20"]);
    expect(await names({ q: "anna berg1" })).toEqual(["Anna Berg10", "Anna Berg150", "Anna Berg1060"]);
    expect(await names({ q: "berg", sort: "-joined" })).toEqual(["Jan Berg99979", "Ivo Berg99978", "Hiro Berg99977"]);
    expect(await names({ q: "anna", role: "Keeper" })).toEqual(["Anna Adams70000", "Anna Berg70010", "Anna Cruz70020"]);
    expect(await names({ q: "quixote" })).toEqual(["Anna Quixote77000"]);
    expect(await names({ q: "@faraway" })).toHaveLength(3);
    for (const q of ["@faraway", "example.org", "org"]) expect(await names({ q }, member)).toEqual([]);
    expect(await names({ q: "anna" }, member)).toEqual(["Anna Adams0", "Anna Berg10", "Anna Cruz20"]);
  });

  it("entering an organisation, its counts and its roles read nearly nothing", async () => {
    for (const who of [owner, member]) await holds(() => activeOrganisation(who, {}), { read: 20 });
    await holds(() => readOrganisation(owner, ref), { read: 300 });
    await holds(() => countMembers(owner, ref), { read: 20 });
    await holds(() => listRoles(owner, ref), { read: 20 });
    for (const sort of ["opened", "name", "-members"] as const)
      await holds(() => listOrganisations(owner, { sort }), { read: 20 });
  });
});

describe("after a few years", () => {
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000);

  it.each(["pending", "accepted", "rejected", "revoked", "expired", "all"] as const)(
    "a page of %s invitations reads a page",
    async (state) => {
      const cursor = toCursor({ at: at(rows / 2), id: crowdUser(0) });
      await holds(() => listInvitations(owner, { ...ref, state }), { read: 700 });
      await holds(() => listInvitations(owner, { ...ref, state, cursor }), { read: 700 });
      await holds(() => listInvitations(owner, { ...ref, state, q: "guest-1" }), { read: 3_000 });
    },
  );

  it("a page of the activity reads a page, with any filter", async () => {
    const cursor = toCursor({ at: at(rows / 2), id: String(rows / 2) });
    const day = at(rows / 2)
      .toISOString()
      .slice(0, 10);
    for (const filter of [
      {},
      { cursor },
      { actor: crowdUser(7) },
      { action: "member.invite", cursor },
      { from: day, to: day },
      { q: "Target" },
    ])
      await holds(() => listActivity(owner, { ...ref, ...filter }), { read: 700 });
  });

  it("a log’s length is known without counting", async () => {
    await holds(() => countActivity(owner, ref));
    expect(await countActivity(owner, { ...ref, limit: 1 })).toMatchObject({ total: rows });
  });

  it("a page of notifications reads a page, and their count the new ones", async () => {
    await holds(() => listNotifications(owner, {}));
    await holds(() => listNotifications(owner, { cursor: toCursor({ at: at(rows / 2), id: crowdUser(0) }) }));
    await holds(() => readFrame(owner, {}));
  });
});

describe("with a hundred thousand users", () => {
  const line = systemCaller("command line");
  const cursor = { "-created": toCursor({ at: joinedAt(deep), id: crowdUser(deep) }), name: mark.name };

  it.each(["-created", "name"] as const)("a page sorted by %s reads a page, in any state", async (sort) => {
    for (const state of [undefined, "verified", "disabled", "administrator", "unverified"] as const) {
      await holds(() => listUsers(line, { sort, state }));
      await holds(() => listUsers(line, { sort, state, cursor: cursor[sort] }));
    }
  });

  it.each([
    ["Quixote", 1],
    ["hiro diallo1", 300],
    ["faraway.example", 100],
    ["nobody", 0],
    ["anna", 0],
    ["example.org", 0],
  ])("a search for %s reads the results, and for a frequent word ends with the page", async (q, found) => {
    for (const sort of ["-created", "name"] as const)
      await holds(() => listUsers(line, { q, sort }), { read: 3_000 + 3 * found, sort: Math.max(51, 2 * found) });
  });
});
