import { describe, expect, it } from "vitest";
import { asApplication, newMember, newOrganisation, newUser, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { readFrame } from "@/lib/accounts/frame_operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { addMember, changeRole, removeMember } from "@/lib/members/change_operations";
import {
  changeNotificationSettings,
  listNotifications,
  readNotificationSettings,
  readNotifications,
} from "@/lib/notifications/operations";

useDatabase();

const as = (who: SignedIn) => ({ userId: who.actor.userId });

/** A user who was invited, added, given another role, and removed. */
async function busy() {
  const founded = await newOrganisation();
  const { owner, ref } = founded;
  const guest = await newUser();
  await inviteMember(owner, { ...ref, email: guest.actor.email });
  await addMember(owner, { ...ref, email: guest.actor.email });
  await changeRole(owner, { ...ref, ...as(guest), orgRole: "admin" });
  await removeMember(owner, { ...ref, ...as(guest) });
  return { ...founded, guest };
}

describe("a notification", () => {
  it("is only for the user concerned, in a list with the newest first, also when they are no longer a member", async () => {
    const { owner, guest, organisation } = await busy();
    const { items } = await listNotifications(guest, {});
    const name = { organisationName: "Apex Gaming", actorName: "Olive Owner" };
    expect(items).toMatchObject([
      { kind: "removed", handle: null, formerRole: "admin", ...name },
      { kind: "role", formerRole: "member", role: "admin", ...name },
      { kind: "added", role: "member", ...name },
      { kind: "invited", role: "member", ...name },
    ]);
    expect((await listNotifications(owner, {})).items).toEqual([]);
    expect(organisation.name).toBe("Apex Gaming");
  });

  it("is counted until it is read, alone or with all others", async () => {
    const { guest } = await busy();
    expect(await readFrame(guest, {})).toMatchObject({ unread: 4 });
    const [first] = (await listNotifications(guest, { limit: 1 })).items;
    await readNotifications(guest, { ids: [first?.id ?? ""] });
    expect(await readFrame(guest, {})).toMatchObject({ unread: 3 });
    await readNotifications(await newUser(), {});
    expect(await readFrame(guest, {})).toMatchObject({ unread: 3 });
    await readNotifications(guest, {});
    expect(await readFrame(guest, {})).toMatchObject({ unread: 0 });
  });

  it("isn't made for a refused command, nor for an unverified address", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const unproved = await newUser({ verified: false });
    await inviteMember(owner, { ...ref, email: unproved.actor.email });
    const admin = await newMember(organisation.id, "admin");
    const other = await newMember(organisation.id, "admin");
    await expect(removeMember(admin, { ...ref, ...as(other) })).rejects.toMatchObject({ reason: "member.ceiling" });
    for (const who of [unproved, other]) expect(await readFrame(who, {})).toMatchObject({ unread: 0 });
  });
});

describe("notifying by e-mail", () => {
  it("is off until the user enables it", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const member = await newMember(organisation.id, "member");
    expect(await readNotificationSettings(member, {})).toMatchObject({ byMail: false });
    await changeRole(owner, { ...ref, ...as(member), orgRole: "admin" });
    expect(await changeNotificationSettings(member, { byMail: true })).toMatchObject({ byMail: true });
    expect(await readNotificationSettings(member, {})).toEqual({ byMail: true, signInMails: true });
    expect(await changeNotificationSettings(member, { signInMails: false })).toEqual({
      byMail: true,
      signInMails: false,
    });
    expect(await sudo("select from mails where kind = 'notice' and organisation_id = $1", [organisation.id])).toEqual(
      [],
    );
  });
});

it("a member working in the organisation can neither read nor change others' notifications", async () => {
  const { owner, guest, organisation } = await busy();
  await asApplication(async (client) => {
    await client.query("begin");
    await client.query("select set_config('app.user_id', $1, true), set_config('app.organisation_id', $2, true)", [
      owner.actor.userId,
      organisation.id,
    ]);
    expect((await client.query("select * from notifications")).rows).toEqual([]);
    expect((await client.query("update notifications set read_at = now()")).rowCount).toBe(0);
    expect((await client.query("delete from notifications")).rowCount).toBe(0);
    await expect(
      client.query(
        `insert into notifications (id, organisation_id, user_id, kind, organisation_name)
          values (gen_random_uuid(), gen_random_uuid(), $1, 'added', 'Forged')`,
        [guest.actor.userId],
      ),
    ).rejects.toThrow("row-level security");
  });
});
