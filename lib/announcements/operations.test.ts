import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { asApplication, newUser, type SignedIn, stranger, sudo, useDatabase } from "@/db/testing";
import { plansOf } from "@/db/testing/plans";
import { readFrame } from "@/lib/accounts/frame_operations";
import {
  createAnnouncement,
  deleteAnnouncement,
  dismissAnnouncement,
  endAnnouncement,
  listAnnouncements,
  readShown,
  updateAnnouncement,
} from "@/lib/announcements/operations";
import { systemCaller } from "@/lib/kernel/actor";

useDatabase();
afterEach(() => sudo("delete from announcements"));

const line = systemCaller("command line");
const hour = 3_600_000;
const later = (hours: number) => new Date(Date.now() + hours * hour);
const announce = (text: string, more: object = {}) => createAnnouncement(line, { text, ...more });
const forStrangers = async (...dismissed: string[]) =>
  (await readShown(stranger, { dismissed })).map(({ text }) => text);
const forUser = async (user: SignedIn) => (await readFrame(user, {})).announcements.map(({ text }) => text);
const log = (id: string) =>
  sudo<{ operation: string; target_name: string; details: object }>(
    "select operation, target_name, details from audit where target_id = $1 and chain = 'portal' order by seq",
    [id],
  );

describe("an announcement", () => {
  it("is shown from its beginning to its end, by the clock alone", async () => {
    const user = await newUser();
    const { id } = await announce("Maintenance", { startsAt: later(1), endsAt: later(2) });
    expect([await forUser(user), await forStrangers()]).toEqual([[], []]);
    await sudo("update announcements set starts_at = now() - interval '1 minute'");
    expect([await forUser(user), await forStrangers()]).toEqual([["Maintenance"], ["Maintenance"]]);
    await sudo("update announcements set ends_at = now() where id = $1", [id]);
    expect([await forUser(user), await forStrangers()]).toEqual([[], []]);
  });

  it("reaches everybody or only users, the newest three at a time", async () => {
    const user = await newUser();
    for (let number = 1; number <= 4; number++) await announce(`News ${number}`, { startsAt: later(-number) });
    await announce("For users", { audience: "users", startsAt: later(-0.5) });
    expect(await forUser(user)).toEqual(["For users", "News 1", "News 2"]);
    expect(await forStrangers()).toEqual(["News 1", "News 2", "News 3"]);
    await asApplication(async (client) => {
      const { rows } = await client.query("select text from announcements where audience = 'users'");
      expect(rows).toEqual([]);
    });
  });

  it("that a user dismissed stays away for them, and makes room for the next", async () => {
    const [user, other] = [await newUser(), await newUser()];
    const { id: fourth } = await announce("Fourth", { startsAt: later(-4) });
    const ids: string[] = [];
    for (let number = 1; number <= 3; number++)
      ids.push((await announce(`${number}`, { startsAt: later(-number) })).id);
    for (let twice = 0; twice < 2; twice++) await dismissAnnouncement(user, { announcement: ids[1] ?? "" });
    expect(await forUser(user)).toEqual(["1", "3", "Fourth"]);
    expect(await forUser(other)).toEqual(["1", "2", "3"]);
    expect(await forStrangers(ids[0] ?? "", fourth)).toEqual(["2", "3"]);
    await dismissAnnouncement(user, { announcement: randomUUID() });
    await sudo("delete from users where id = $1", [user.actor.userId]);
    expect(await sudo("select from dismissals")).toEqual([]);
  });

  it("that isn't dismissible can't be dismissed", async () => {
    const user = await newUser();
    const { id } = await announce("Important", { dismissible: false });
    await expect(dismissAnnouncement(user, { announcement: id })).rejects.toMatchObject({
      reason: "announcement.stays",
    });
    expect(await forUser(user)).toEqual(["Important"]);
  });

  it("is created, changed, ended and deleted with a row in the portal's log each", async () => {
    const admin = await newUser({ portalAdmin: true });
    const made = await createAnnouncement(admin, { text: "  Hello ", tone: "warning", link: "/dashboard", endsAt: "" });
    expect(made).toMatchObject({ text: "Hello", link: "/dashboard", endsAt: null, state: "shown", dismissible: true });
    const given = {
      announcement: made.id,
      text: "Hello all",
      tone: "warning",
      link: "/dashboard",
      startsAt: "",
    } as const;
    const changed = await updateAnnouncement(admin, given);
    expect(changed).toMatchObject({ text: "Hello all", startsAt: made.startsAt, state: "shown" });
    await updateAnnouncement(admin, given);
    for (let twice = 0; twice < 2; twice++) await endAnnouncement(admin, { announcement: made.id });
    expect((await listAnnouncements(admin, {})).items).toMatchObject([{ id: made.id, state: "ended" }]);
    expect(await forStrangers()).toEqual([]);
    await deleteAnnouncement(admin, { announcement: made.id });
    for (const gone of [deleteAnnouncement, endAnnouncement])
      await expect(gone(admin, { announcement: made.id })).rejects.toMatchObject({ reason: "unknown" });
    expect(await log(made.id)).toMatchObject([
      { operation: "announcement.create", target_name: "Hello", details: { after: { tone: "warning" } } },
      {
        operation: "announcement.update",
        target_name: "Hello all",
        details: { before: { text: "Hello" }, after: { text: "Hello all" } },
      },
      { operation: "announcement.end", target_name: "Hello all" },
      { operation: "announcement.delete", target_name: "Hello all", details: { before: { text: "Hello all" } } },
    ]);
  });

  it("that hasn't begun is deleted instead of ended", async () => {
    const { id } = await announce("Soon", { startsAt: later(1) });
    await expect(endAnnouncement(line, { announcement: id })).rejects.toMatchObject({
      reason: "announcement.notBegun",
    });
  });

  it("has a bounded text, an end after its beginning, and a link to the web or within the portal", async () => {
    const wrong: [string, object][] = [
      ["text", { text: "" }],
      ["text", { text: "x".repeat(301) }],
      ["text", { text: "One\nTwo" }],
      ["tone", { tone: "shout" }],
      ["audience", { audience: "nobody" }],
      ["startsAt", { startsAt: "tomorrow" }],
      ["endsAt", { startsAt: "2026-03-09T12:00", endsAt: "2026-03-09T12:00" }],
      ["endsAt", { endsAt: later(-1) }],
      ...[
        "javascript:alert(1)",
        "//evil.example",
        "/\\evil.example",
        "ftp://x.example",
        "https://a:b@x.example",
        "news",
      ].map((link): [string, object] => ["link", { link }]),
      ["link", { link: "https://x.example/a b" }],
    ];
    for (const [field, given] of wrong)
      await expect(announce("Fine", given), JSON.stringify(given)).rejects.toMatchObject({
        code: "INVALID",
        fields: { [field]: expect.any(Array) },
      });
    expect(await sudo("select from announcements")).toEqual([]);
    for (const link of ["", null, "/dashboard?q=1", "https://x.example/news#today"]) await announce("Fine", { link });
    const { startsAt } = await announce("Fine", { startsAt: "2026-03-09T12:00", endsAt: "2099-03-09T12:00+02:00" });
    expect(startsAt).toEqual(new Date("2026-03-09T12:00:00Z"));
  });

  it("is written only by portal administrators, also below the operations", async () => {
    const user = await newUser();
    const { id } = await announce("Mine");
    const attempts = [
      createAnnouncement(user, { text: "x" }),
      updateAnnouncement(user, { announcement: id, text: "x" }),
      endAnnouncement(user, { announcement: id }),
      deleteAnnouncement(user, { announcement: id }),
      listAnnouncements(user, {}),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ reason: "permission.portal" });
    await asApplication(async (client) => {
      expect((await client.query("update announcements set text = 'x'")).rowCount).toBe(0);
      expect((await client.query("delete from announcements")).rowCount).toBe(0);
    });
  });
});

it("the frame of a page reads its announcements with everything else that it shows, in one statement", async () => {
  const user = await newUser();
  const { id } = await announce("Hello");
  const plans = await plansOf(() => readFrame(user, {}));
  expect(new Set(plans.map(({ text }) => text)).size).toBe(1);
  expect(await readFrame(user, {})).toEqual({
    ...{ avatar: null, unread: 0, mayFound: true },
    announcements: [{ id, text: "Hello", tone: "note", link: null, dismissible: true }],
  });
});
