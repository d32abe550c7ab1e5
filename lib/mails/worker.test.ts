import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newOrganisation, useDatabase } from "@/db/testing";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { listInvitations } from "@/lib/invitations/operations";
import { startWorker } from "@/lib/jobs/worker";

/** A mail server that answers nobody until `release`. */
const waiting = new Map<string, () => void>();
let isOpen = false;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onRcptTo: ({ address }, _session, done) => (isOpen ? done(null) : void waiting.set(address, () => done(null))),
  onData: (stream, _session, done) => stream.resume().on("end", () => done()),
});
const release = () => {
  isOpen = true;
  for (const answer of waiting.values()) answer();
};
let stop: (() => Promise<void>) | undefined;

process.env.SMTP_URL = await new Promise<string>((resolve) => {
  const listening = server.listen(0, "127.0.0.1", () =>
    resolve(`smtp://127.0.0.1:${(listening.address() as { port: number }).port}`),
  );
});
process.env.PUBLIC_URL = "https://guildhall.example.org";
process.env.MAIL_FROM = "Guildhall <portal@example.org>";
useDatabase();
beforeAll(async () => {
  stop = await startWorker();
});
afterAll(async () => {
  release();
  await stop?.();
  await new Promise<void>((done) => server.close(done));
});

it("four e-mails are sent at the same time, each soon after it was asked for, and a fifth waits for one of them", async () => {
  const { owner, ref } = await newOrganisation();
  // Each comes while those before it are still being sent.
  for (const number of [1, 2, 3, 4]) {
    const email = `guest-${number}@example.org`;
    await inviteMember(owner, { ...ref, email });
    const asked = performance.now();
    await expect.poll(() => [...waiting.keys()], { timeout: 15_000, interval: 20 }).toContain(email);
    // The hands beyond the first look only twice a minute by themselves.
    expect(performance.now() - asked).toBeLessThan(10_000);
  }
  await inviteMember(owner, { ...ref, email: "guest-5@example.org" });
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(waiting.size).toBe(4);
  release();
  const states = async () => (await listInvitations(owner, ref)).items.map(({ delivery }) => delivery?.state);
  await expect.poll(states, { timeout: 15_000 }).toEqual(["sent", "sent", "sent", "sent", "sent"]);
});
