import { describe, expect, it } from "vitest";
import { asApplication, newMember, newOrganisation, newUser, sudo, useDatabase } from "@/db/testing";
import {
  readPicture,
  removeOrganisationAvatar,
  removeOwnAvatar,
  setOrganisationAvatar,
  setOwnAvatar,
} from "@/lib/avatars/operations";
import { newPicture, pngOf } from "@/lib/avatars/testing";
import { listMembers, readMember } from "@/lib/members/operations";
import { listOrganisations, readOrganisation } from "@/lib/organisations/operations";

useDatabase();

const stranger = { actor: null, address: null };
const reason = (expected: string) => expect.objectContaining({ reason: expected });
const picturesOf = (organisation: string) =>
  sudo<{ name: string }>("select name from pictures where organisation_id = $1", [organisation]);
const auditOf = (organisation: string) =>
  sudo("select operation, details from audit where organisation_id = $1 and operation like '%vatar' order by seq", [
    organisation,
  ]);
const everything = async () =>
  (
    await sudo<{ n: number }>(
      "select (select count(*) from pictures)::int + (select count(*) from audit where operation <> 'permission.refuse')::int as n",
    )
  )[0]?.n;

describe("an organisation’s avatar", () => {
  it("is set, served by its name, replaced under another name and removed, and each is logged", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const { avatar: first } = await setOrganisationAvatar(owner, { ...ref, file: await newPicture("png") });
    expect(await readOrganisation(owner, ref)).toMatchObject({ avatar: first });
    const large = await readPicture(stranger, { name: first, size: 256 });
    const small = await readPicture(stranger, { name: first, size: "64" });
    expect(large.bytes.length).toBeGreaterThan(small.bytes.length);

    const { avatar: second } = await setOrganisationAvatar(owner, { ...ref, file: await newPicture("jpeg") });
    expect(second).not.toBe(first);
    expect(await listOrganisations(owner, {})).toContainEqual(
      expect.objectContaining({ id: organisation.id, avatar: second }),
    );
    await expect(readPicture(stranger, { name: first, size: 256 })).rejects.toEqual(reason("unknown"));

    expect(await removeOrganisationAvatar(owner, ref)).toEqual({ avatar: null });
    expect(await readOrganisation(owner, ref)).toMatchObject({ avatar: null, logo: null });
    expect(await picturesOf(organisation.id)).toEqual([]);
    await expect(readPicture(stranger, { name: second, size: 64 })).rejects.toEqual(reason("unknown"));
    expect(await auditOf(organisation.id)).toMatchObject([
      { operation: "organisation.setAvatar", details: { after: { picture: first } } },
      { operation: "organisation.setAvatar", details: { after: { picture: second } } },
      { operation: "organisation.removeAvatar" },
    ]);
  });

  it("doesn't change, and logs nothing, when the same is set again or none is removed", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    await removeOrganisationAvatar(owner, ref);
    const file = await newPicture();
    await setOrganisationAvatar(owner, { ...ref, file });
    await setOrganisationAvatar(owner, { ...ref, file });
    expect(await auditOf(organisation.id)).toHaveLength(1);
  });

  it("can be set only by the owner: others are refused before their file is opened, and nothing is written", async () => {
    const { organisation, ref } = await newOrganisation();
    const admin = await newMember(organisation.id, "admin");
    const member = await newMember(organisation.id, "member");
    const outsider = await newUser();
    const file = Buffer.from("never opened");
    const before = await everything();
    for (const who of [admin, member]) {
      await expect(setOrganisationAvatar(who, { ...ref, file })).rejects.toEqual(reason("permission.missing"));
      await expect(removeOrganisationAvatar(who, ref)).rejects.toEqual(reason("permission.missing"));
    }
    await expect(setOrganisationAvatar(outsider, { ...ref, file })).rejects.toEqual(reason("unknown"));
    await expect(removeOrganisationAvatar(outsider, ref)).rejects.toEqual(reason("unknown"));
    expect(await everything()).toBe(before);
  });

  it("stays as it was when a new one is refused", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const { avatar } = await setOrganisationAvatar(owner, { ...ref, file: await newPicture() });
    const before = await everything();
    for (const file of [Buffer.from("<svg/>"), pngOf(16_000, 16_000), Buffer.alloc(6_000_000)])
      await expect(setOrganisationAvatar(owner, { ...ref, file })).rejects.toMatchObject({
        fields: { file: [expect.any(String)] },
      });
    await expect(setOrganisationAvatar(owner, { ...ref, file: "text" as never })).rejects.toEqual(
      reason("input.invalid"),
    );
    expect(await everything()).toBe(before);
    expect(await picturesOf(organisation.id)).toEqual([{ name: avatar }]);
  });

  it("is the last of fifty set in parallel, and no other is left behind", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const files = await Promise.all(Array.from({ length: 50 }, () => newPicture("jpeg", { width: 800, height: 600 })));
    const before = await sudo("select from pictures");
    const set = await Promise.all(files.map((file) => setOrganisationAvatar(owner, { ...ref, file })));
    const { avatar } = await readOrganisation(owner, ref);
    expect(set.map((each) => each.avatar)).toContain(avatar);
    expect(await picturesOf(organisation.id)).toEqual([{ name: avatar }]);
    expect(await sudo("select from pictures")).toHaveLength(before.length + 1);
    expect(await auditOf(organisation.id)).toHaveLength(50);
  });

  it("is deleted with the organisation", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    await setOrganisationAvatar(owner, { ...ref, file: await newPicture() });
    await sudo("delete from organisations where id = $1", [organisation.id]);
    expect(await picturesOf(organisation.id)).toEqual([]);
  });

  it("may be the same as another’s: removing one leaves the other", async () => {
    const [one, other] = [await newOrganisation(), await newOrganisation()];
    const file = await newPicture();
    const { avatar } = await setOrganisationAvatar(one.owner, { ...one.ref, file });
    expect(await setOrganisationAvatar(other.owner, { ...other.ref, file })).toEqual({ avatar });
    await removeOrganisationAvatar(one.owner, one.ref);
    expect((await readPicture(stranger, { name: avatar, size: 64 })).bytes.length).toBeGreaterThan(0);
    expect(await readOrganisation(other.owner, other.ref)).toMatchObject({ avatar });
  });
});

describe("a user's own avatar", () => {
  it("is set, seen by members of the same organisation, replaced and removed", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const member = await newMember(organisation.id, "member");
    const { avatar } = await setOwnAvatar(member, { file: await newPicture() });
    const { items } = await listMembers(owner, ref);
    expect(items.map((each) => [each.userId, each.avatar])).toEqual(
      expect.arrayContaining([
        [member.actor.userId, avatar],
        [owner.actor.userId, null],
      ]),
    );
    expect(await readMember(owner, { ...ref, userId: member.actor.userId })).toMatchObject({ avatar });
    const { avatar: second } = await setOwnAvatar(member, { file: await newPicture() });
    await expect(readPicture(stranger, { name: avatar, size: 64 })).rejects.toEqual(reason("unknown"));
    expect((await readPicture(stranger, { name: second, size: 64 })).bytes.length).toBeGreaterThan(0);
    expect(await removeOwnAvatar(member, {})).toEqual({ avatar: null });
    await removeOwnAvatar(member, {});
    expect(await sudo("select from pictures where user_id = $1", [member.actor.userId])).toEqual([]);
    expect(await sudo("select operation from audit where user_id = $1 order by seq", [member.actor.userId])).toEqual(
      ["setAvatar", "setAvatar", "removeAvatar"].map((verb) => ({ operation: `account.${verb}` })),
    );
  });

  it("is the last of fifty that were set in parallel, and is deleted with the account", async () => {
    const user = await newUser();
    const files = await Promise.all(Array.from({ length: 50 }, () => newPicture("png")));
    await Promise.all(files.map((file) => setOwnAvatar(user, { file })));
    expect(await sudo("select from pictures where user_id = $1", [user.actor.userId])).toHaveLength(1);
    await sudo("delete from users where id = $1", [user.actor.userId]);
    expect(await sudo("select from pictures where user_id = $1", [user.actor.userId])).toEqual([]);
  });

  it("can be set at most sixty times an hour", async () => {
    const user = await newUser();
    const file = Buffer.from("none");
    const tries = await Promise.allSettled(Array.from({ length: 61 }, () => setOwnAvatar(user, { file })));
    const late = tries.filter((each) => each.status === "rejected" && each.reason.reason === "rate.exceeded");
    expect(late).toHaveLength(1);
  });
});

describe("the database", () => {
  it("shows the application only avatars of its own scope, and others only by their name", async () => {
    const [mine, theirs] = [await newOrganisation(), await newOrganisation()];
    const { avatar } = await setOrganisationAvatar(theirs.owner, { ...theirs.ref, file: await newPicture() });
    const { avatar: own } = await setOwnAvatar(theirs.owner, { file: await newPicture() });
    const seen = await asApplication(async (client) => {
      await client.query("begin");
      await client.query("select set_config('app.user_id', $1, true), set_config('app.organisation_id', $2, true)", [
        mine.owner.actor.userId,
        mine.organisation.id,
      ]);
      const before = await client.query("select name from pictures");
      const opened = await client.query("select length(open_picture($1, false)) as bytes", [avatar]);
      const after = await client.query("select name from pictures");
      const changed = await client.query("update pictures set name = name where name = $1", [avatar]);
      const gone = await client.query("delete from pictures where name = any ($1)", [[avatar, own]]);
      return [before.rows, opened.rows[0].bytes > 0, after.rows, changed.rowCount, gone.rowCount];
    });
    expect(seen).toEqual([[], true, [{ name: avatar }], 0, 0]);
  });
});
