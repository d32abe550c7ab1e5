import type { Tried } from "@/components/webhooks/last-try";
import type { Outcome } from "@/lib/kernel/errors";
import type { Encryption } from "@/lib/smtp_servers/schema";

/** An organisation's SMTP server as pages get it: without its password. */
export interface ListedSmtpServer extends Tried {
  id: string;
  name: string;
  host: string;
  port: number;
  encryption: Encryption;
  username: string | null;
  fromAddress: string;
  recipients: string[];
}

export interface SmtpServerInput {
  organisation: string;
  /** The one that is changed; left out for a new one. */
  provider?: string;
  name: string;
  host: string;
  port: number | string;
  encryption: Encryption;
  username: string;
  password: string;
  fromAddress: string;
  recipients: string[];
}

interface One {
  organisation: string;
  provider: string;
}

export interface SmtpServerActions {
  create: (input: SmtpServerInput) => Promise<Outcome<{ name: string }>>;
  update: (input: SmtpServerInput & One) => Promise<Outcome<{ name: string }>>;
  remove: (one: One) => Promise<Outcome<unknown>>;
  test: (one: One) => Promise<Outcome<{ sentTo: string[] }>>;
}

export const encryptionWords: Record<Encryption, string> = {
  starttls: "STARTTLS",
  tls: "Implicit TLS",
  none: "Not encrypted",
};
