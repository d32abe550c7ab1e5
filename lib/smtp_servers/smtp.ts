import { connect, isIP, type Socket } from "node:net";
import { createTransport } from "nodemailer";
import type { Attachment } from "nodemailer/lib/mailer";
import { AppError, type Reason } from "@/lib/errors";
import { log } from "@/lib/log";
import { helloName } from "@/lib/mails/greeting";
import { judgedAddress } from "@/lib/public_address";
import type { SmtpSettings } from "@/lib/smtp_servers/settings";

/** A mail for an organisation's SMTP server. */
export interface OwnLetter {
  /** The sender's name, unless the settings have one. */
  fromName: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
  attachments?: Attachment[];
  messageId?: string;
  headers?: Record<string, string>;
}

/** The SMTP server's reply to an accepted mail, and the rejected recipients. */
export interface Taken {
  answer: string | null;
  refused: string[];
}

/** A person is waiting, and a working server responds in seconds. */
const answerMs = 8_000;
const wholeMs = 20_000;
/** The most data to read from an SMTP server, including its certificate. */
const wholeBytes = 262_144;

/**
 * Sends a mail through an organisation's SMTP server: over a connection to the checked address, with a certificate that
 * is valid for the host. Takes at most 25 seconds; belongs outside any transaction. @returns when at least one
 * recipient was accepted @throws UPSTREAM with a message that says what to do, FORBIDDEN for a private address
 */
export async function sendThrough(settings: SmtpSettings, password: string | null, letter: OwnLetter): Promise<Taken> {
  const { host, port, encryption, username, fromAddress } = settings;
  const address = await judgedAddress(host);
  // An upper limit, however slowly the server responds.
  const signal = AbortSignal.timeout(wholeMs);
  const socket = connect({ host: address, port, signal });
  const enough = endAfter(socket, wholeBytes);
  const transport = {
    host: address,
    port,
    getSocket: (_options: object, done: Connected) => connected(socket, done),
    secure: encryption === "tls",
    requireTLS: encryption === "starttls",
    ignoreTLS: encryption === "none",
    // The name that the certificate must be valid for; an IP address has none.
    ...(!isIP(host) && { servername: host }),
    name: helloName(),
    ...(username !== null && password !== null && { auth: { user: username, pass: password } }),
    greetingTimeout: answerMs,
    socketTimeout: answerMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  const { fromName, ...mail } = letter;
  const secrets = secretsOf(username, password);
  const whole = { ...mail, from: { name: settings.fromName ?? fromName, address: fromAddress }, signal };
  try {
    const { response, rejected } = await createTransport(transport).sendMail(whole);
    const answer = wordsOf({ response }, secrets) || null;
    return { answer, refused: rejected };
  } catch (error) {
    throw refusalOf(error as Failure, secrets);
  } finally {
    clearInterval(enough);
    // A server that doesn't close the connection must not keep it open.
    socket.destroy();
  }
}

type Connected = (error: Error | null, given?: { connection: Socket }) => void;

/** Waits for the connection; the listener stays, because a later error without a listener would end the process. */
function connected(socket: Socket, done: Connected): void {
  socket.on("error", done);
  socket.setTimeout(answerMs, () => socket.destroy(Object.assign(new Error("late"), { code: "ETIMEDOUT" })));
  socket.once("connect", () => {
    socket.setTimeout(0);
    done(null, { connection: socket });
  });
}

/** Closes the connection to a server that sends too much: even fast empty lines would keep this process busy. */
function endAfter(socket: Socket, bytes: number): NodeJS.Timeout {
  const tooMuch = () => socket.destroy(Object.assign(new Error("too much"), { code: "ETOOMUCH" }));
  return setInterval(() => socket.bytesRead > bytes && tooMuch(), 20);
}

interface Failure {
  message: string;
  code?: string;
  originalCode?: string;
  responseCode?: number;
  response?: string;
}

function refusalOf(failure: Failure, secrets: string[]): AppError {
  const { code, originalCode, responseCode } = failure;
  // Only codes: a server's text may repeat the password.
  log().warn({ code, originalCode, responseCode }, "an organisation’s SMTP server accepted no mail");
  const reason = reasonOf(failure);
  const said = wordsOf(failure, secrets);
  if (reason === "provider.login" && said)
    return new AppError(reason, { message: `The SMTP server rejected the user name and password: ${said}` });
  if (reason === "provider.refused" && said)
    return new AppError(reason, { message: `The SMTP server rejected the mail: ${said}` });
  if (reason === "provider.insecure")
    return new AppError(reason, { message: `No secure connection could be made: ${insecurity(failure)}` });
  return new AppError(reason);
}

const isCertificate = ({ message }: Failure) => /certificate|altname/i.test(message);

function reasonOf(failure: Failure): Reason {
  const { code = "", originalCode = code, responseCode } = failure;
  if (/^(ABORT_ERR|EABORT|ETIMEDOUT)$/.test(code) || originalCode === "ETIMEDOUT") return "provider.silent";
  if (code === "EAUTH") return "provider.login";
  if (code === "ETLS" || isCertificate(failure) || /^(ERR_SSL|ERR_TLS|EPROTO)/.test(originalCode))
    return "provider.insecure";
  if (responseCode) return "provider.refused";
  return ["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH"].includes(originalCode)
    ? "provider.unreachable"
    : "provider.broken";
}

/** The problem with the encryption, and the solution. */
function insecurity(failure: Failure): string {
  const { message, responseCode } = failure;
  if (/altname/i.test(message)) return "the server’s certificate is for another host name. Check the host.";
  if (/expired/i.test(message)) return "the server’s certificate has expired. Ask its operator to renew it.";
  if (isCertificate(failure))
    return "the server’s certificate isn’t from a CA that this portal trusts. Ask its operator to replace it.";
  if (responseCode) return "the server doesn’t offer STARTTLS here. Try implicit TLS, usually on port 465.";
  return "the server doesn’t accept this encryption. Usually it is STARTTLS on port 587, implicit TLS on port 465.";
}

/** On one line, without invisible characters. */
const inOneLine = (text: string) => text.replace(/[\p{C}\s]+/gu, " ").trim();

/** The password in each form in which it is sent, on one line like the server's text. */
function secretsOf(username: string | null, password: string | null): string[] {
  if (!password) return [];
  const encoded = [`\0${username}\0${password}`, password].map((text) => Buffer.from(text).toString("base64"));
  return [...encoded, inOneLine(password)].filter(Boolean);
}

/** The server's own message in one short line, with the password removed. */
function wordsOf({ response = "" }: Pick<Failure, "response">, secrets: string[]): string {
  return secrets.reduce((text, secret) => text.replaceAll(secret, "…"), inOneLine(response)).slice(0, 200);
}
