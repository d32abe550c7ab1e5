import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newUser, stranger, sudo, useDatabase } from "@/db/testing";
import { actorOf } from "@/lib/accounts/actor";
import { startWorker } from "@/lib/jobs/worker";
import { listMails, retryMail, revealLink } from "@/lib/mails/operations";
import { signOut } from "@/lib/sessions/close";
import { endSessionByLink } from "@/lib/sessions/end_operations";
import { endTokenOf, newBrowser, newRegular, signInFrom } from "@/lib/sessions/testing";

// A real worker sends the mail to a real server.
const received: ParsedMail[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData: (stream, _session, done) =>
    void simpleParser(stream).then((mail) => {
      received.push(mail);
      done();
    }),
});
process.env.SMTP_URL = await new Promise<string>((resolve) => {
  const listening = server.listen(0, "127.0.0.1", () =>
    resolve(`smtp://127.0.0.1:${(listening.address() as { port: number }).port}`),
  );
});
process.env.PUBLIC_URL = "https://guildhall.example.org";
process.env.MAIL_FROM = "Guildhall <portal@example.org>";
useDatabase();

let stop: (() => Promise<void>) | undefined;
beforeAll(async () => {
  stop = await startWorker();
});
afterAll(async () => {
  await stop?.();
  await new Promise<void>((done) => server.close(done));
});

async function mailTo(email: string): Promise<ParsedMail> {
  const theirs = () => received.filter(({ to }) => [to].flat().some((header) => header?.text === email));
  await expect.poll(theirs, { timeout: 15_000 }).toHaveLength(1);
  return theirs()[0] as ParsedMail;
}

it("a mail about a sign-in says where it was from, and its link ends the session", async () => {
  const user = await newRegular();
  const session = await signInFrom(newBrowser(), user);
  const { subject, text = "", html } = await mailTo(user.actor.email);
  expect(subject).toBe("New sign-in to your account");
  expect(text).toContain("Browser: Firefox. System: Linux. IP address: 192.0.2.7. Time: ");
  const token = endTokenOf(session);
  for (const part of [text, html]) expect(part).toContain(`https://guildhall.example.org/sessions/end?token=${token}`);
  await endSessionByLink(stranger, { token });
  expect(await actorOf(session.token)).toBeNull();
});

it("it is sent with what it says, even if the session has ended by then, and whatever the browser called itself", async () => {
  const user = await newRegular();
  const { token } = await signInFrom(newBrowser("<b>Evil</b>\u202e", "2001:db8::7"), user);
  await signOut(token);
  const { text } = await mailTo(user.actor.email);
  expect(text).toContain("Browser: unknown. System: unknown. IP address: 2001:db8::7. Time: ");
  expect(text).not.toContain("Evil");
});

it("administrators see that it was sent and can send it again, but not its link", async () => {
  const administrator = await newUser({ portalAdmin: true });
  const user = await newRegular();
  await signInFrom(newBrowser(), user);
  await mailTo(user.actor.email);
  await expect
    .poll(async () => (await listMails(administrator, { q: user.actor.email })).items, { timeout: 15_000 })
    .toMatchObject([{ kind: "newDevice", state: "sent", canReveal: false }]);
  const [row] = await sudo<{ id: string }>("update mails set state = 'failed' where recipient = $1 returning id", [
    user.actor.email,
  ]);
  await expect(revealLink(administrator, { mail: row?.id ?? "" })).rejects.toMatchObject({ reason: "mail.notHeld" });
  expect(await retryMail(administrator, { mail: row?.id ?? "" })).toMatchObject({ state: "queued" });
});
