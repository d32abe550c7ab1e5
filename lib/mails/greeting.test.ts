import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, it, vi } from "vitest";

const names: string[] = [];
const server = new SMTPServer({
  disabledCommands: ["STARTTLS", "AUTH"],
  onMailFrom: (_address, { hostNameAppearsAs }, done) => {
    names.push(String(hostNameAppearsAs));
    done();
  },
  onData: (stream, _session, done) => void stream.resume().on("end", () => done()),
});
let port: number;
beforeAll(async () => {
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  ({ port } = listening.address() as AddressInfo);
  Object.assign(process.env, {
    DATABASE_URL: "postgres://nobody@localhost/none",
    AUTH_SECRET: "cT3vkQ0zJm6N1xWbY8rLhPq2uFsXdEoG",
    ENCRYPTION_KEY: "Zp9wVnK4sBtR7yHcMjUaQeLxD2fGiO5T",
    LOG_LEVEL: "silent",
    ALLOW_HTTP: "on",
    ALLOW_PRIVATE_ADDRESSES: "on",
    SMTP_URL: `smtp://127.0.0.1:${port}`,
  });
});
afterAll(() => server.close());

it.each([
  ["https://panel.example.org", "panel.example.org"],
  ["http://localhost:3000", "[127.0.0.1]"],
  ["http://guildhall:3000", "[127.0.0.1]"],
  ["http://192.0.2.7:3000", "[192.0.2.7]"],
  ["http://[2001:db8::7]:3000", "[IPv6:2001:db8::7]"],
])("at %s the portal greets its own and organisations’ mail servers as %s", async (address, name) => {
  vi.resetModules();
  process.env.PUBLIC_URL = address;
  const { deliver } = await import("@/lib/mails/transport");
  const { sendThrough } = await import("@/lib/smtp_servers/smtp");
  names.length = 0;
  const words = { to: "a@example.org", subject: "Hello", text: "Hello", html: "<p>Hello" };
  const letter = { ...words, from: "guildhall@example.org" } as unknown as Parameters<typeof deliver>[0];
  expect(await deliver(letter)).toMatchObject({ outcome: "sent" });
  const peer = { host: "127.0.0.1", port, encryption: "none", username: null, fromAddress: "a@example.org" };
  await sendThrough(peer as Parameters<typeof sendThrough>[0], null, { ...words, to: [words.to], fromName: "Apex" });
  // This server notes names in lower case.
  expect(names).toEqual([name.toLowerCase(), name.toLowerCase()]);
});
