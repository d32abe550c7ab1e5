import { beforeAll, expect, it } from "vitest";
import { newUser, type SignedIn, stranger, sudo, useDatabase } from "@/db/testing";
import { openSession } from "@/lib/accounts/operations";
import { acceptProvision } from "@/lib/accounts/provision_operations";
import { systemCaller } from "@/lib/kernel/actor";
import { beginDelivery, listMails, revealLink } from "@/lib/mails/operations";
import { provisionOrganisation } from "@/lib/organisations/provision_operations";

// A portal that can send mail, but no worker: the letters are read as they would be sent.
process.env.SMTP_URL = "smtp://127.0.0.1:1";
process.env.PUBLIC_URL = "https://guildhall.example.org";
process.env.MAIL_FROM = "Guildhall <portal@example.org>";
useDatabase();

let administrator: SignedIn;
beforeAll(async () => {
  administrator = await newUser({ name: "Portia", portalAdmin: true });
});

async function letterTo(email: string) {
  const [row] = await sudo<{ mail: string; organisationId?: string; userId?: string }>(
    `select id as mail, organisation_id as "organisationId", user_id as "userId" from mails where recipient = $1 order by created_at desc`,
    [email],
  );
  const { mail = "", organisationId, userId } = row ?? {};
  return beginDelivery(systemCaller("mail"), { mail, ...(userId ? { userId } : { organisationId }) });
}

it("an invited owner’s mail says what waits for them, and its link opens the account; the portal never shows it", async () => {
  const email = "hanna@example.org";
  const { ownerState } = await provisionOrganisation(administrator, { name: "Harbour Guild", owner: { email } });
  expect(ownerState).toBe("invited");
  const { items } = await listMails(administrator, {});
  expect(items).toMatchObject([{ recipient: email, kind: "provisioned", state: "queued", canReveal: false }]);
  const revealing = revealLink(administrator, { mail: items[0]?.id ?? "" });
  await expect(revealing).rejects.toMatchObject({ reason: "mail.notHeld" });

  const letter = await letterTo(email);
  expect(letter?.subject).toBe("Harbour Guild is ready for you on Guildhall");
  expect(letter?.text).toContain("A portal administrator created Harbour Guild for hanna@example.org");
  const token = /https:\/\/guildhall\.example\.org\/welcome\?token=([\w-]{43})\s/.exec(letter?.text ?? "")?.[1] ?? "";
  const [row] = await sudo<{ days: number }>(
    "select extract(epoch from expires_at - created_at) / 86400 as days from verification_tokens where purpose = 'provisioned'",
  );
  expect(Number(row?.days)).toBeCloseTo(7);
  await acceptProvision(stranger, { token, name: "Hanna", password: "correct horse battery" });
  expect(await openSession(stranger, { email, password: "correct horse battery" })).toMatchObject({ name: "Hanna" });
});

it("an owner with an account is told by mail as well, though other news aren’t mailed to them", async () => {
  const owner = await newUser();
  await provisionOrganisation(administrator, { name: "Harbour Guild", owner: { email: owner.actor.email } });
  const letter = await letterTo(owner.actor.email);
  expect(letter?.subject).toBe("Harbour Guild was created for you, and you are its owner");
  expect(letter?.text).toContain("Portia did this.");
  expect(letter?.text).not.toContain("because you enabled it");
});
