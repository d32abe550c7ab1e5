import { EventEmitter, once } from "node:events";
import type { AddressInfo } from "node:net";
import { type AddressObject, type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export interface MailServer {
  url: string;
  /** Everything that arrived for an address, oldest first. */
  mailsTo(address: string): ParsedMail[];
  /** The next mail for an address, or the first one if it has already arrived. */
  mailTo(address: string, after?: number): Promise<ParsedMail>;
  /** Refuses this address with this reply until `accept`. */
  refuse(address: string, code: number, words: string): void;
  accept(address: string): void;
  close(): Promise<void>;
}

/** A simple mail server: it accepts mails over SMTP and keeps them. */
export async function startMailServer(): Promise<MailServer> {
  const arrivals = new EventEmitter().setMaxListeners(100);
  const kept: { to: string[]; mail: ParsedMail }[] = [];
  const refused = new Map<string, { code: number; words: string }>();
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onRcptTo({ address }, _session, callback) {
      const refusal = refused.get(address);
      callback(refusal && Object.assign(new Error(refusal.words), { responseCode: refusal.code }));
    },
    onData(stream, { envelope }, callback) {
      const keep = (mail: ParsedMail) => {
        kept.push({ to: envelope.rcptTo.map(({ address }) => address), mail });
        callback();
        arrivals.emit("mail");
      };
      // A mail that was cut off in the middle isn't accepted.
      simpleParser(stream).then(keep, callback);
    },
  });
  // The sender may be killed meanwhile, which isn't an error here.
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  const mailsTo = (address: string) => kept.filter(({ to }) => to.includes(address)).map(({ mail }) => mail);
  return {
    url: `smtp://127.0.0.1:${port}?ignoreTLS=true`,
    mailsTo,
    async mailTo(address, after = 0) {
      for (;;) {
        const mail = mailsTo(address)[after];
        if (mail) return mail;
        // The test's own time limit ends the wait for a mail that doesn't arrive.
        await once(arrivals, "mail");
      }
    },
    refuse: (address, code, words) => void refused.set(address, { code, words }),
    accept: (address) => void refused.delete(address),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The only link of a mail, which must be the same in text and HTML. */
export function linkIn({ text = "", html }: ParsedMail): string {
  const [link = ""] = /https?:\S+/.exec(text) ?? [];
  if (!link || !String(html).includes(`href="${link}"`)) throw new Error(`No link in both parts:\n${text}`);
  return link;
}

export const recipientOf = ({ to }: ParsedMail) => (to as AddressObject).text;
