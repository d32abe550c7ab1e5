import { newAddress, newOrganisation } from "../support/people";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";

interface Sent {
  address: string;
  acknowledged: boolean;
}

test("the portal, killed in the middle of inviting, loses no acknowledged invitation and mails each once", async ({
  ownPortal,
  browse,
  address,
}) => {
  // It starts the application twice and waits for the queue to notice the dead worker, which takes a while on a busy
  // machine.
  test.setTimeout(180_000);
  const portal = await ownPortal();
  const organisation = await newOrganisation(portal);
  await portal.sql("update organisations set portal_tier = 'enterprise'");
  const page = await browse(organisation.owner, { portal });
  await visit(page, `${organisation.path}/invitations`);
  const captured = page.waitForRequest((request) => request.method() === "POST" && "next-action" in request.headers());
  await page.getByRole("button", { name: "Invite somebody" }).click();
  await page.getByLabel("E-mail address").fill(newAddress());
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  const form = await captured;
  await expect(page.getByRole("dialog")).toBeHidden();
  const headers = { ...(await form.allHeaders()), "x-forwarded-for": address };
  const [input] = JSON.parse(form.postData() ?? "") as [object];

  /** The same form, sent for another address; null when the server is gone. */
  const invite = async (email: string): Promise<Sent | null> => {
    const asked = new Request(form.url(), {
      method: "POST",
      headers: withoutPseudo(headers),
      body: body(input, email),
    });
    const text = await fetch(asked)
      .then((answer) => answer.text())
      .catch(() => null);
    return text === null ? null : { address: email, acknowledged: text.includes('"ok":true') };
  };
  const kept: string[] = [];
  // In the middle: some are answered, some half done, some not begun.
  const lane = async () => {
    for (let sent = await invite(newAddress()); sent; sent = await invite(newAddress())) {
      expect(sent.acknowledged).toBe(true);
      if (kept.push(sent.address) === 8) await portal.application().kill();
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  expect(kept.length).toBeGreaterThanOrEqual(8);
  const cutOff = await portal.sql<{ recipient: string }>("select recipient from mails where state = 'sending'");
  // A dead worker's jobs are released after a minute: the minute is over.
  await portal.sql("update pgboss.job set started_on = started_on - interval '2 minutes' where state = 'active'");
  await portal.restart();

  const rows = await portal.sql<{ email: string }>("select email from invitations");
  const invited = rows.map(({ email }) => email);
  for (const email of kept) expect(invited).toContain(email);
  for (const email of invited) await portal.mail.mailTo(email);
  await expect
    .poll(() => portal.sql("select recipient, state from mails where state <> 'sent'"), { timeout: 30_000 })
    .toEqual([]);
  for (const email of invited) {
    const arrived = portal.mail.mailsTo(email);
    expect(new Set(arrived.map(({ messageId }) => messageId)).size).toBe(1);
    if (!cutOff.some(({ recipient }) => recipient === email)) expect(arrived).toHaveLength(1);
  }
  const { breaks } = JSON.parse(await portal.script("scripts/admin.ts", "audit", "verify", "--json"));
  expect(breaks).toEqual([]);
  const [log] = await portal.sql("select count(*)::int from audit where operation = 'member.invite'");
  expect(log).toEqual({ count: invited.length });
  await visit(page, `${organisation.path}/invitations`);
  await expect(page.getByRole("navigation", { name: "Show" })).toContainText(`Pending${invited.length}`);
});

const body = (input: object, email: string) => JSON.stringify([{ ...input, email }]);

/** A browser's own headers, without those of the connection. */
const withoutPseudo = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(:|content-length$|host$|connection$)/.test(name)));
