import { describe, expect, it } from "vitest";
import { newMember, newOrganisation, newUser, type SignedIn, signIn, sudo, useDatabase } from "@/db/testing";
import { type Reason, reasons } from "@/lib/errors";
import { acceptInvitation } from "@/lib/invitations/answer_operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { mailed } from "@/lib/invitations/testing";
import { changeRole, leaveOrganisation, removeMember } from "@/lib/members/change_operations";
import { countMembers } from "@/lib/members/operations";
import { makeDefault, selectOrganisation } from "@/lib/organisations/operations";

useDatabase();

const rounds = 50;
/** How many rounds run in parallel, each in its own organisation: they meet only in the database. */
const lanes = 5;

type Founded = Awaited<ReturnType<typeof newOrganisation>>;
const as = (who: SignedIn) => ({ userId: who.actor.userId });

/** Runs fifty rounds with the same organisations, then checks that each is still sound. */
async function often(work: (founded: Founded) => Promise<void>): Promise<void> {
  const founded = await Promise.all(Array.from({ length: lanes }, () => newOrganisation()));
  await Promise.all(
    founded.map(async (each) => {
      for (let round = 0; round < rounds / lanes; round++) await work(each);
    }),
  );
  for (const { organisation } of founded) {
    const [row] = await sudo(
      `select member_count = (select count(*) from members m where m.organisation_id = o.id) as counted,
        (admin_count, operator_count, viewer_count) = (select count(*) filter (where m.role = 'admin'),
          count(*) filter (where m.role = 'operator'), count(*) filter (where m.role = 'viewer')
          from members m where m.organisation_id = o.id) as "countedRoles",
        (select count(*)::int from members m where m.organisation_id = o.id and m.role = 'owner') as owners,
        (select count(*)::int from audit_breaks) as breaks
        from organisations o where o.id = $1`,
      [organisation.id],
    );
    expect(row).toEqual({ counted: true, countedRoles: true, owners: 1, breaks: 0 });
  }
}

/** Runs all in parallel. Refusals must have one of these reasons. */
async function atOnce(work: Promise<unknown>[], allowed: Reason[]): Promise<boolean[]> {
  const results = await Promise.allSettled(work);
  const faults = results.flatMap((each) =>
    each.status === "rejected" && !allowed.includes(each.reason.reason) ? [each.reason] : [],
  );
  expect(faults).toEqual([]);
  for (const reason of allowed) expect(["INTERNAL", "UNAVAILABLE"]).not.toContain(reasons[reason][0]);
  return results.map(({ status }) => status === "fulfilled");
}

async function stateOf({ actor: { userId } }: SignedIn) {
  const [row] = await sudo<{ memberships: string[]; start: string | null; active: number }>(
    `select array(select organisation_id::text from members where user_id = u.id order by 1) as memberships,
      default_organisation_id as start,
      (select count(active_organisation_id)::int from sessions where user_id = u.id) as active
      from users u where id = $1`,
    [userId],
  );
  if (!row) throw new Error("The account is gone.");
  return row;
}

describe("in fifty parallel rounds", () => {
  it("demoting and removing a member ends in the removal", async () => {
    await often(async ({ owner, organisation, ref }) => {
      const member = await newMember(organisation.id, "admin");
      const [, removed] = await atOnce(
        [
          changeRole(owner, { ...ref, ...as(member), orgRole: "member" }),
          removeMember(owner, { ...ref, ...as(member) }),
          makeDefault(member, ref),
          selectOrganisation(member, ref),
        ],
        ["unknown"],
      );
      expect(removed).toBe(true);
      expect(await stateOf(member)).toEqual({ memberships: [], start: null, active: 0 });
    });
  }, 60_000);

  it("leaving while getting another role ends in having left", async () => {
    await often(async ({ owner, organisation, ref }) => {
      const member = await newMember(organisation.id, "member");
      const [left] = await atOnce(
        [
          leaveOrganisation(member, ref),
          changeRole(owner, { ...ref, ...as(member), orgRole: "admin" }),
          makeDefault(member, ref),
          selectOrganisation(member, ref),
        ],
        ["unknown"],
      );
      expect(left).toBe(true);
      expect(await stateOf(member)).toEqual({ memberships: [], start: null, active: 0 });
    });
  }, 60_000);

  it("getting three roles at once, and being removed, leaves every role’s number as it is", async () => {
    await often(async ({ owner, organisation, ref }) => {
      const members = await Promise.all([newMember(organisation.id, "viewer"), newMember(organisation.id, "operator")]);
      await atOnce(
        members.flatMap((member) =>
          (["operator", "viewer", "admin"] as const).map((orgRole) =>
            changeRole(owner, { ...ref, ...as(member), orgRole }),
          ),
        ),
        [],
      );
      const [first = owner] = members;
      await atOnce(
        [
          changeRole(owner, { ...ref, ...as(first), orgRole: "viewer" }),
          changeRole(owner, { ...ref, ...as(first), orgRole: "member" }),
          removeMember(owner, { ...ref, ...as(first) }),
        ],
        ["unknown"],
      );
      const { owner: owners, ...counts } = await countMembers(owner, ref);
      const rows = await sudo<{ role: "admin" | "operator" | "member" | "viewer"; held: number }>(
        "select role, count(*)::int as held from members where organisation_id = $1 and role <> 'owner' group by role",
        [organisation.id],
      );
      expect(owners).toBe(1);
      expect(counts).toEqual({
        ...{ admin: 0, operator: 0, member: 0, viewer: 0 },
        ...Object.fromEntries(rows.map(({ role, held }) => [role, held])),
      });
    });
  }, 60_000);

  it("two invitations, each accepted twice, create two memberships", async () => {
    const other = await newOrganisation();
    await often(async ({ owner, organisation, ref }) => {
      const guest = await newUser();
      const again = await signIn(guest.actor.userId);
      const invitations = await Promise.all([
        inviteMember(owner, { ...ref, email: guest.actor.email }),
        inviteMember(other.owner, { ...other.ref, email: guest.actor.email }),
      ]);
      const joined = await atOnce(
        invitations.flatMap(({ id }) => [
          acceptInvitation(guest, mailed(id)),
          acceptInvitation(again, { invitation: id }),
        ]),
        ["invitation.accepted", "invitation.member"],
      );
      expect(joined.filter(Boolean)).toHaveLength(2);
      const { memberships } = await stateOf(guest);
      expect(memberships).toEqual([organisation.id, other.organisation.id].sort());
    });
  }, 60_000);

  it("setting three organisations as default leaves one default", async () => {
    await often(async ({ organisation }) => {
      const guest = await newMember(organisation.id, "member");
      const others = await Promise.all([newOrganisation(guest), newOrganisation(guest), newOrganisation(guest)]);
      const made = await atOnce(
        others.map(({ ref }) => makeDefault(guest, ref)),
        [],
      );
      expect(made).toEqual([true, true, true]);
      const { start } = await stateOf(guest);
      expect(others.map((each) => each.organisation.id)).toContain(start);
    });
  }, 60_000);

  it("the default is never an organisation that a member was just removed from, while they accept another invitation", async () => {
    await often(async ({ owner, organisation, ref }) => {
      const guest = await newUser();
      const own = await newOrganisation(guest);
      const inviting = await newOrganisation();
      await sudo("insert into members (organisation_id, user_id, role) values ($1, $2, 'admin')", [
        organisation.id,
        guest.actor.userId,
      ]);
      const { id } = await inviteMember(inviting.owner, { ...inviting.ref, email: guest.actor.email });
      const [removed, accepted, atHome] = await atOnce(
        [
          removeMember(owner, { ...ref, ...as(guest) }),
          acceptInvitation(guest, mailed(id)),
          makeDefault(guest, own.ref),
          makeDefault(guest, ref),
          makeDefault(guest, inviting.ref),
        ],
        ["unknown"],
      );
      expect([removed, accepted, atHome]).toEqual([true, true, true]);
      const { memberships, start } = await stateOf(guest);
      expect(memberships).toEqual([own.organisation.id, inviting.organisation.id].sort());
      // Without their default organisation they have none: the next sign-in starts elsewhere.
      expect([own.organisation.id, inviting.organisation.id, null]).toContain(start);
    });
  }, 60_000);

  it("opening an organisation again and again keeps nobody in it", async () => {
    await often(async ({ owner, organisation, ref }) => {
      const member = await newMember(organisation.id, "member");
      const sessions = [member, await signIn(member.actor.userId), await signIn(member.actor.userId)];
      let over = false;
      const opening = sessions.map(async (session) => {
        while (!over)
          await selectOrganisation(session, ref).catch((error) =>
            expect(error).toEqual(expect.objectContaining({ reason: "unknown" })),
          );
      });
      await removeMember(owner, { ...ref, ...as(member) });
      over = true;
      await Promise.all(opening);
      expect(await stateOf(member)).toEqual({ memberships: [], start: null, active: 0 });
    });
  }, 60_000);
});
