import { describe, expect, it } from "vitest";
import { newOrganisation, newUser, type SignedIn, stranger, sudo, useDatabase } from "@/db/testing";
import { openSession, readResetLink } from "@/lib/accounts/operations";
import { signUpInvited } from "@/lib/accounts/sign_up_operations";
import { systemCaller } from "@/lib/kernel/actor";
import { spendOn } from "@/lib/kernel/rate";
import { selectOrganisation } from "@/lib/organisations/operations";
import { liftRate, listRates, sweepExpiredRates } from "@/lib/portal/rates/operations";

useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
let administrator: SignedIn | undefined;
const admin = async () => {
  administrator ??= await newUser({ portalAdmin: true });
  return administrator;
};
const inForce = async () => (await listRates(await admin(), {})).items;
const from = (address: string) => ({ ...stranger, address });
const codeOf = (call: Promise<unknown>) => call.then(() => "OK").catch((error) => error.code as string);
/** As if it had been tried so often already: the next attempt is the first refused one. */
const useUp = (pattern = "%") =>
  sudo("update rate_limits set points = split_part(key, '/', 1)::int where key like $1", [pattern]);
const forget = () => sudo("delete from rate_limits");

/** Spends the only point of a limit, and then one more. */
async function refuse(about: string, seconds = 60) {
  const spend = () => spendOn("zone.verify", { subject: about, about }, 1, seconds);
  await spend();
  expect(await codeOf(spend())).toBe("RATE_LIMITED");
}

describe("the limits in force", () => {
  it("are only for portal administrators", async () => {
    const user = await newUser();
    await expect(listRates(user, {})).rejects.toEqual(reason("permission.portal"));
    await expect(liftRate(user, { rate: "0".repeat(32) })).rejects.toEqual(reason("permission.portal"));
    await expect(liftRate(await admin(), { rate: "0".repeat(32) })).rejects.toEqual(reason("unknown"));
  });

  it("say what was tried, by whom and until when, once they have refused somebody", async () => {
    const signIn = (address: string) =>
      codeOf(openSession(from(address), { email: "anna@example.org", password: "not hers at all" }));
    expect(await signIn("192.0.2.7")).toBe("INVALID");
    await useUp();
    expect(await inForce()).toEqual([]);
    expect(await signIn("192.0.2.7")).toBe("RATE_LIMITED");
    expect(await inForce()).toMatchObject([
      { operation: "session.open", action: "Sign in", by: "address", subject: "192.0.2.7", allowed: 60, attempts: 61 },
    ]);
    const [{ until } = { until: new Date(0) }] = await inForce();
    expect(Number(until) - Date.now()).toBeGreaterThan(880_000);
    // From elsewhere, the limit by what was entered refuses.
    expect(await signIn("192.0.2.8")).toBe("RATE_LIMITED");
    expect((await inForce()).filter(({ by }) => by === "other")).toMatchObject([
      { subject: "anna@example.org", allowed: 100, user: null },
    ]);
    await forget();
  });

  it("name the account that they count by, and the thing where it has a name", async () => {
    const { owner, ref } = await newOrganisation();
    expect(await codeOf(selectOrganisation(owner, ref))).toBe("OK");
    await useUp();
    expect(await codeOf(selectOrganisation(owner, ref))).toBe("RATE_LIMITED");
    const { userId: id, name, email } = owner.actor;
    expect((await inForce()).filter(({ operation }) => operation === "organisation.select")).toMatchObject([
      { by: "account", subject: name, user: { id, name, email } },
    ]);
    await forget();
    await refuse("example.org");
    expect(await inForce()).toMatchObject([{ action: "Verify a zone", by: "other", subject: "example.org" }]);
    await forget();
  });

  it("never show a secret: a limit by a link’s token has no words", async () => {
    const token = "A".repeat(43);
    const join = () =>
      codeOf(signUpInvited(from("192.0.2.9"), { token, name: "Anna", password: "correct horse battery" }));
    await join();
    await useUp("20/%");
    expect(await join()).toBe("RATE_LIMITED");
    expect(await inForce()).toMatchObject([{ by: "other", subject: null }]);
    expect(JSON.stringify(await sudo("select * from rate_limits"))).not.toContain(token);
    await forget();
  });

  it("come in pages, those that last longest first", async () => {
    for (const seconds of [60, 120, 180]) await refuse(`${seconds}.example.org`, seconds);
    const first = await listRates(await admin(), { limit: 2 });
    expect(first.items.map(({ subject }) => subject)).toEqual(["180.example.org", "120.example.org"]);
    const second = await listRates(await admin(), { limit: 2, cursor: first.after ?? "" });
    expect(second.items.map(({ subject }) => subject)).toEqual(["60.example.org"]);
    expect(second.after).toBeNull();
    await forget();
  });
});

describe("lifting a limit", () => {
  it("lets the caller in at once, and the log has neither an address nor what was entered", async () => {
    const read = () => codeOf(readResetLink(from("192.0.2.77"), { token: "B".repeat(43) }));
    await read();
    await useUp();
    expect(await read()).toBe("RATE_LIMITED");
    const [rate] = await inForce();
    await liftRate(await admin(), { rate: rate?.id ?? "" });
    expect(await inForce()).toEqual([]);
    expect(await read()).not.toBe("RATE_LIMITED");
    const rows = await sudo("select chain, target_name, details, target_id from audit where operation = 'rate.lift'");
    expect(rows).toMatchObject([{ chain: "portal", target_name: "Open a reset link: a network address" }]);
    expect(JSON.stringify(rows)).not.toContain("192.0.2.77");
    await expect(liftRate(await admin(), { rate: rate?.id ?? "" })).rejects.toEqual(reason("unknown"));
    await forget();
  });
});

describe("counts whose time is over", () => {
  it("are neither shown nor kept", async () => {
    await refuse("gone.example.org");
    await sudo("update rate_limits set expire = (extract(epoch from now()) * 1000)::bigint - 1");
    expect(await inForce()).toEqual([]);
    await sweepExpiredRates(systemCaller("rate sweep"), {});
    expect(await sudo("select from rate_limits")).toHaveLength(0);
  });
});
