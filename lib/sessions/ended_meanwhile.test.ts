import type pg from "pg";
import { beforeAll, describe, expect, it, vi } from "vitest";
import {
  asApplication,
  newOrganisation,
  newUser,
  type SignedIn,
  signIn,
  stranger,
  sudo,
  useDatabase,
} from "@/db/testing";
import { mailsTo, newAddress } from "@/lib/accounts/testing";
import { createPortalToken, createToken } from "@/lib/api_tokens/operations";
import { linkIdentity } from "@/lib/identities/operations";
import { goToLink, useProviders } from "@/lib/identities/testing/flows";
import { requestSignInLink } from "@/lib/sessions/link_operations";

beforeAll(() => {
  process.env.SMTP_URL = "smtp://127.0.0.1:1";
});
const at = useProviders();
useDatabase();

/** Does something that waits for the account's lock, while somebody else with that lock changes something and commits. */
async function whileWaiting<T>(
  { actor }: SignedIn,
  work: () => Promise<T>,
  change: (client: pg.Client) => Promise<unknown>,
): Promise<T> {
  return asApplication(async (client) => {
    await client.query("begin");
    await client.query("select set_config('app.user_id', $1, true)", [actor.userId]);
    const { rowCount } = await client.query("select from users where id = $1 for no key update", [actor.userId]);
    expect(rowCount).toBe(1);
    const working = work();
    working.catch(() => {});
    await vi.waitFor(async () => {
      const waits = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
      expect(await sudo(waits)).toHaveLength(1);
    });
    await change(client);
    await client.query("commit");
    return working;
  });
}

describe("a session that is ended while its command waits for the account", () => {
  const ended = (who: SignedIn, work: () => Promise<unknown>) =>
    whileWaiting(who, work, (client) => client.query("delete from sessions where id = $1", [who.actor.sessionId]));
  const refused = { reason: "actor.none" };

  it("links no provider", async () => {
    const user = await newUser();
    at.oidc.signsIn("late", { email: "late@elsewhere.example", email_verified: false });
    const arrived = await goToLink(user, "oidc");
    await expect(ended(user, () => linkIdentity(user, arrived))).rejects.toMatchObject(refused);
    expect(await sudo("select from identities where user_id = $1", [user.actor.userId])).toEqual([]);
  });

  it("makes no token, of an organisation or for administration", async () => {
    const administrator = await newUser({ portalAdmin: true });
    const { ref } = await newOrganisation(administrator);
    const wanted = { name: "Late", reach: "organisation" as const, expiresInDays: 30 };
    await expect(ended(administrator, () => createToken(administrator, { ...ref, ...wanted }))).rejects.toMatchObject(
      refused,
    );
    const again = await signIn(administrator.actor.userId);
    await expect(
      ended(again, () =>
        createPortalToken(again, {
          name: "Late",
          reach: "portal",
          permissions: ["portal.user.read"],
          expiresInDays: 30,
        }),
      ),
    ).rejects.toMatchObject(refused);
    expect(await sudo("select from api_tokens where user_id = $1", [administrator.actor.userId])).toEqual([]);
  });
});

describe("an address that is left while somebody asks for a link to it", () => {
  it("gets no sign-in link", async () => {
    const user = await newUser();
    const { email, userId } = user.actor;
    const next = newAddress();
    await whileWaiting(
      user,
      () => requestSignInLink(stranger, { email }),
      (client) => client.query("update users set email = $1 where id = $2", [next, userId]),
    );
    expect(await mailsTo(email)).toEqual([]);
    expect(await mailsTo(next)).toEqual([]);
  });
});
