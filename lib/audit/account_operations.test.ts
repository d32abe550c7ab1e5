import { describe, expect, it } from "vitest";
import { newOrganisation, newUser, sudo, useDatabase } from "@/db/testing";
import { openSession } from "@/lib/accounts/operations";
import { listAccountActivity } from "@/lib/audit/account_operations";
import { listActivity } from "@/lib/audit/operations";
import { newBrowser, newRegular, signInFrom } from "@/lib/sessions/testing";
import { disableUser, enableUser } from "@/lib/users/account_operations";

useDatabase();

describe("an account’s activity", () => {
  it("has its sign-ins, failed ones, and what administrators did to it, newest first", async () => {
    const user = await newRegular();
    const { userId, email } = user.actor;
    await signInFrom(newBrowser(), user);
    const wrong = openSession(newBrowser(null, "203.0.113.9"), { email, password: "wrong" });
    await expect(wrong).rejects.toMatchObject({ reason: "account.wrongPassword" });
    const administrator = { ...(await newUser({ name: "Pat Portal", portalAdmin: true })), address: "203.0.113.1" };
    await disableUser(administrator, { user: userId, reason: "Unpaid." });
    await enableUser(administrator, { user: userId });
    const again = await signInFrom(newBrowser(), user);
    const { items } = await listAccountActivity(again, {});
    // Why it was disabled is for administrators only.
    expect(JSON.stringify(items)).not.toContain("Unpaid.");
    expect(items).toMatchObject([
      { operation: "session.open" },
      { operation: "user.enable", actorName: "Pat Portal", details: {}, address: null },
      { operation: "user.disable", actorName: "Pat Portal", details: {}, address: null },
      { operation: "session.fail", actorName: "Nobody signed in", address: "203.0.113.9" },
      {
        ...{ operation: "session.open", actorId: userId, address: "192.0.2.7" },
        details: { after: { by: "password", browser: "Firefox", system: "Linux" } },
      },
    ]);
  });

  it("comes in pages, and has nobody else’s rows", async () => {
    const user = await newRegular();
    const other = await newRegular();
    for (let n = 0; n < 5; n++) await signInFrom(newBrowser(), n % 2 ? other : user);
    const met: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await listAccountActivity(user, { limit: 1, cursor });
      expect(page.items).toHaveLength(1);
      met.push(...page.items.map(({ seq }) => seq));
      cursor = page.after ?? undefined;
    } while (cursor);
    expect(met).toEqual([3, 2, 1]);
    expect((await listAccountActivity(await newUser(), {})).items).toEqual([]);
  });

  it("isn’t in the activity of its organisations, nor theirs in it", async () => {
    const user = await newRegular();
    const { ref, organisation } = await newOrganisation(user);
    await signInFrom(newBrowser(), user);
    const theirs = (await listActivity(user, { ...ref, kind: "all" })).items.map(({ operation }) => operation);
    expect(theirs).toEqual(["organisation.create"]);
    expect((await listAccountActivity(user, {})).items.map(({ operation }) => operation)).toEqual(["session.open"]);
    expect(
      await sudo("select from audit where organisation_id = $1 and user_id is not null", [organisation.id]),
    ).toEqual([]);
  });
});
