import { setTimeout } from "node:timers/promises";
import { createTransport, type Transporter } from "nodemailer";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { helloName } from "@/lib/mails/greeting";
import { enclosed, type Letter } from "@/lib/mails/letter";

let transporter: Transporter | undefined;

/** The portal's SMTP server. The library's default timeouts are minutes; a working server answers in seconds. */
function transport(): Transporter {
  const { SMTP_URL } = env();
  if (!SMTP_URL) throw new Error("SMTP_URL is not set.");
  transporter ??= createTransport({
    url: SMTP_URL,
    name: helloName(),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return transporter;
}

export type MailServerState = "ok" | "refusing" | "away" | "none";

/** A page may be reloaded often, and a server may count sign-ins. */
const keptMs = 10_000;
const patienceMs = 2_000;
let kept: { at: number; state: Promise<MailServerState> } | undefined;

/**
 * Whether the portal's SMTP server answers: a connection, a greeting and, where the settings have one, a sign-in. At most ten
 * seconds old; takes three seconds at most and never throws.
 */
export function mailServerState(): Promise<MailServerState> {
  if (!kept || Date.now() - kept.at > keptMs) kept = { at: Date.now(), state: askServer() };
  return kept.state;
}

async function askServer(): Promise<MailServerState> {
  const { SMTP_URL } = env();
  if (!SMTP_URL) return "none";
  const asking = createTransport({
    url: SMTP_URL,
    name: helloName(),
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const answer = asking.verify().then(
    () => "ok" as const,
    (error: Failure) => {
      log().warn({ error: error.message, code: error.code }, "the mail server can’t be used");
      return error.responseCode === undefined ? ("away" as const) : ("refusing" as const);
    },
  );
  return Promise.race([answer, setTimeout(1.5 * patienceMs, "away" as const, { ref: false })]);
}

/** The result of an attempt: sent, refused for good, or worth retrying; `error` is shown in lists. */
export type Delivery = { outcome: "sent"; error: null } | { outcome: "failed" | "again"; error: string };

interface Failure {
  message: string;
  code?: string;
  responseCode?: number;
  response?: string;
}

export async function deliver(letter: Letter): Promise<Delivery> {
  try {
    const { picture, ...mail } = letter;
    await transport().sendMail({ ...mail, attachments: await enclosed(picture) });
    return { outcome: "sent", error: null };
  } catch (error) {
    const { code, responseCode, response, message } = error as Failure;
    log().warn({ error: message, code }, "an e-mail was not accepted");
    // A refused connection or sign-in is a matter of configuration, not of this e-mail, so its details aren't shown.
    if (responseCode === undefined || code === "EAUTH")
      return { outcome: "again", error: "The portal’s mail server can’t be used right now." };
    const said = (response ?? `it answered ${responseCode}`).replace(/\s+/g, " ").slice(0, 300);
    return responseCode >= 500
      ? { outcome: "failed", error: `The mail server refused it: ${said}` }
      : { outcome: "again", error: `The mail server didn’t accept it: ${said}` };
  }
}
