import { once } from "node:events";
import net, { type AddressInfo, type Socket } from "node:net";
import tls from "node:tls";
import { type ParsedMail, simpleParser } from "mailparser";
import { generate } from "selfsigned";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import type { z } from "zod";
import type { createSmtpServerInput } from "@/lib/smtp_servers/schema";

/** A self-signed certificate for `localhost`. */
export async function newCertificate() {
  const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }], {
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] },
    ],
  });
  return { key, cert };
}

/** Like NODE_EXTRA_CA_CERTS at start: from now on this process trusts certificates signed by these. */
export function trust(...certificates: string[]): void {
  const { createSecureContext } = tls;
  tls.createSecureContext = (options) => createSecureContext({ ...options, ca: certificates });
}

export const mailUser = { username: "post", password: "correct horse & battery" };

/** A typical SMTP server of an organisation: it requires a user, and keeps the mails it accepts. */
export async function startPeer(options: SMTPServerOptions = {}) {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    onAuth: ({ username, password }, _session, done) =>
      username === mailUser.username && password === mailUser.password
        ? done(null, { user: username })
        : done(Object.assign(new Error(`No: “${password}” isn’t right`), { responseCode: 535 })),
    onData: (stream, _session, done) =>
      void simpleParser(stream).then((mail) => {
        mails.push(mail);
        done();
      }, done),
    ...options,
  });
  // Some tests close the connection in the middle.
  server.on("error", () => {});
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  const { port } = listening.address() as AddressInfo;
  return { port, mails, close: () => new Promise<void>((done) => server.close(done)) };
}

/** A fake server that hands each connection to the given function; without one it stays silent. */
export async function startSocket(answer: (socket: Socket) => void = () => {}) {
  const open = new Set<Socket>();
  const server = net.createServer((socket) => {
    open.add(socket.on("error", () => {}).on("close", () => open.delete(socket)));
    answer(socket);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    for (const socket of open) socket.destroy();
    await new Promise<void>((done) => server.close(() => done()));
  };
  return { port, open, close };
}

/** The settings that a form would send; a test adds the rest. */
export const settings = {
  name: "Post office",
  host: "mail.example.org",
  port: 587,
  encryption: "starttls" as const,
  fromAddress: "post@example.org",
  recipients: ["ops@example.org"],
} satisfies Partial<z.input<typeof createSmtpServerInput>>;
