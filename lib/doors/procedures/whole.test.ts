import { beforeAll, describe, expect, it } from "vitest";
import { crowdAccounts, crowdOrganisation, crowdUser } from "@/bench/crowd";
import { newMember, type SignedIn, signIn, sudo, useDatabase } from "@/db/testing";
import { procedures } from "@/lib/doors/procedures/contract";

useDatabase();

const id = "11111111-1111-4111-8111-111111111111";
const most = 10_000;
let owner: SignedIn;

beforeAll(async () => {
  await sudo(`${crowdAccounts(most)} ${crowdOrganisation(id, "crowd", most)}
    insert into roles (id, organisation_id, name, permissions, held) values (gen_random_uuid(), '${id}', 'Keeper', '{}', 450);
    update members set role = 'custom', custom_role_id = (select r.id from roles r) where user_id >= '${crowdUser(most - 450)}';
    insert into invitations (id, organisation_id, email, role, state, mail_token_hash, copy_token_hash, created_at, expires_at)
      select gen_random_uuid(), '${id}', 'guest-' || n || '@example.org', 'member', 'revoked', sha256(('m' || n)::bytea),
        sha256(('c' || n)::bytea), now() - n * interval '1 minute', now() from generate_series(1, 450) n;`);
  owner = await signIn(crowdUser(0));
});

const call = (name: string, input: object = {}) =>
  procedures[name]?.call(owner, { organizationId: id, ...input }) as Promise<{ id: string; role: string }[]>;
const distinct = (records: { id: string }[]) => new Set(records.map((record) => record.id)).size;

describe("a procedure that lists", () => {
  it("returns all entries, each once", async () => {
    expect(distinct(await call("user.all"))).toBe(most);
    expect(distinct(await call("organization.allInvitations"))).toBe(450);
    const keepers = await call("customRole.membersByRole", { roleName: "keeper" });
    expect(distinct(keepers)).toBe(450);
    expect(new Set(keepers.map(({ role }) => role))).toEqual(new Set(["Keeper"]));
  });

  it("refuses rather than leaving entries out", async () => {
    await newMember(id, "member");
    await expect(call("user.all")).rejects.toMatchObject({ code: "TOO_LARGE", reason: "list.large" });
    expect(await call("customRole.membersByRole", { roleName: "admin" })).toHaveLength(10);
  });
});
