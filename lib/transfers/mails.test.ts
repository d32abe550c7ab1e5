import { describe, expect, it } from "vitest";
import { newMember, newOrganisation, newUser, signIn, sudo, useDatabase } from "@/db/testing";
import { systemCaller } from "@/lib/kernel/actor";
import { beginDelivery } from "@/lib/mails/operations";
import { acceptTransfer, readMyTransfer } from "@/lib/transfers/answer_operations";
import { cancelTransfer, offerTransfer } from "@/lib/transfers/operations";
import { beginTransfer } from "@/lib/transfers/portal_operations";

// A portal with SMTP, on which nothing sends: the letters are written as for a delivery.
process.env.SMTP_URL = "smtp://127.0.0.1:1";
process.env.PUBLIC_URL = "https://guildhall.example.org";
process.env.MAIL_FROM = "Guildhall <portal@example.org>";
useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
let count = 0;
const address = () => `post-${++count}@example.org`;

/** The newest mail to this address, as it would be sent. */
async function lastTo(email: string) {
  const [mail] = await sudo<{ id: string; organisationId: string; kind: string }>(
    `select id, organisation_id as "organisationId", kind from mails where recipient = $1 order by created_at desc, state limit 1`,
    [email],
  );
  if (!mail) return expect.unreachable();
  expect(mail.kind).toBe("transfer");
  const letter = await beginDelivery(systemCaller("mail"), { mail: mail.id, organisationId: mail.organisationId });
  return letter ?? expect.unreachable();
}

describe("a transfer of an organisation", () => {
  it("is mailed to both parties whatever they chose for notifications, and leads to the page about it", async () => {
    const { owner, organisation, ref } = await newOrganisation(await newUser({ name: "Olive", email: address() }));
    const receiver = await newMember(organisation.id, "member", { name: "Rita", email: address() });
    const unproved = await newMember(organisation.id, "member", { email: address(), verified: false });
    const refused = offerTransfer(owner, { ...ref, userId: unproved.actor.userId });
    await expect(refused).rejects.toEqual(reason("transfer.unverified"));
    const { id: transfer, endsAt } = await offerTransfer(owner, { ...ref, userId: receiver.actor.userId });
    const offered = await lastTo(receiver.actor.email);
    expect(offered.subject).toBe("Olive offers you the organisation Apex Gaming");
    expect(offered.text).toContain(`https://guildhall.example.org/dashboard/transfers/${transfer}`);
    expect(offered.text).toContain(endsAt.toLocaleDateString("en-GB", { dateStyle: "full", timeZone: "UTC" }));
    await sudo("update users set email_verified_at = null where id = $1", [receiver.actor.userId]);
    const half = await signIn(receiver.actor.userId);
    expect((await readMyTransfer(half, { transfer })).problem).toMatchObject({ reason: "account.unverified" });
    await expect(acceptTransfer(half, { transfer })).rejects.toEqual(reason("account.unverified"));
    await acceptTransfer(receiver, { transfer });
    expect((await lastTo(owner.actor.email)).text).toContain("Rita accepted your offer and is now the owner");
  });

  it("begun by the portal tells the owner who becomes it, when and why, and how to object", async () => {
    const { owner, organisation, ref } = await newOrganisation(await newUser({ name: "Olive", email: address() }));
    const receiver = await newMember(organisation.id, "member", { name: "Rita", email: address() });
    const administrator = await newUser({ name: "Ada", portalAdmin: true });
    await beginTransfer(administrator, { ...ref, userId: receiver.actor.email, reason: "Olive can’t be reached." });
    const told = (await lastTo(owner.actor.email)).text;
    expect(told).toContain("Ada, who administers the portal, makes Rita the owner of Apex Gaming on");
    expect(told).toContain("The reason given is: Olive can’t be reached.");
    expect(told).toContain("object before then");
    expect((await lastTo(receiver.actor.email)).subject).toBe("You are to become the owner of Apex Gaming");
    await cancelTransfer(owner, ref);
    expect((await lastTo(receiver.actor.email)).subject).toBe("The owner of Apex Gaming stays the same");
  });
});
