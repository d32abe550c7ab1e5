import { connect, isIP, type Socket } from "node:net";
import { createTransport } from "nodemailer";
import type { Attachment } from "nodemailer/lib/mailer";
import { AppError, type Reason } from "@/lib/errors";
import { log } from "@/lib/log";
import { helloName } from "@/lib/mails/greeting";
import { judgedAddress } from "@/lib/public_address";
import type { SmtpSettings } from "@/lib/smtp_servers/settings";

/** A mail that an organisation's own server is to send. */
export interface OwnLetter {
  /** Shown beside the address of the settings, unless they have a name of their own. */
  fromName: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
  attachments?: Attachment[];
  messageId?: string;
  headers?: Record<string, string>;
}

/** What a mail server said when it took a mail, and for whom it didn't. */
export interface Taken {
  answer: string | null;
  refused: string[];
}

/** Somebody waits for the answer, and a server that is there answers in seconds. */
const answerMs = 8_000;
const wholeMs = 20_000;
/** All that a mail server has to say, its certificate included. */
const wholeBytes = 262_144;

/**
 * Hands a mail to an organisation's own mail server: over a connection to the address that was judged, with a certificate
 * that is valid for the host's name. Takes at most 25 seconds; belongs outside any transaction.
 * @returns when at least one recipient was taken
 * @throws UPSTREAM in words that say what to do, FORBIDDEN for a private address
 */
export async function sendThrough(settings: SmtpSettings, password: string | null, letter: OwnLetter): Promise<Taken> {
  const { host, port, encryption, username, fromAddress } = settings;
  const address = await judgedAddress(host);
  // However slowly it goes on answering, there is an end.
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
    // The name that the certificate must be for; an address has none.
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
    // A server that doesn't hang up must not keep it open.
    socket.destroy();
  }
}

type Connected = (error: Error | null, given?: { connection: Socket }) => void;

/** Waits for the connection; its listener stays, for a socket that fails later with nobody to hear it would end the process. */
function connected(socket: Socket, done: Connected): void {
  socket.on("error", done);
  socket.setTimeout(answerMs, () => socket.destroy(Object.assign(new Error("late"), { code: "ETIMEDOUT" })));
  socket.once("connect", () => {
    socket.setTimeout(0);
    done(null, { connection: socket });
  });
}

/** Ends the connection of a server that says too much: empty lines alone, as fast as they come, would keep this process busy. */
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
  // Only codes: what a server says may repeat what it was told.
  log().warn({ code, originalCode, responseCode }, "an organisation’s mail server took no mail");
  const reason = reasonOf(failure);
  const said = wordsOf(failure, secrets);
  if (reason === "provider.login" && said)
    return new AppError(reason, { message: `The mail server refused the user name and password: ${said}` });
  if (reason === "provider.refused" && said)
    return new AppError(reason, { message: `The mail server refused the mail: ${said}` });
  if (reason === "provider.insecure")
    return new AppError(reason, { message: `No safe connection could be made: ${insecurity(failure)}` });
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

/** What is wrong with the encryption, and what to do. */
function insecurity(failure: Failure): string {
  const { message, responseCode } = failure;
  if (/altname/i.test(message)) return "the server’s certificate is for another name. Check the host.";
  if (/expired/i.test(message)) return "the server’s certificate has expired. Whoever runs it must renew it.";
  if (isCertificate(failure))
    return "the server’s certificate isn’t from an authority that this portal trusts. Whoever runs it must get one that is.";
  if (responseCode) return "the server doesn’t offer STARTTLS here. Try TLS from the start, usually on port 465.";
  return "the server doesn’t speak TLS like this. STARTTLS is usual on port 587, TLS from the start on port 465.";
}

/** On one line, without what can't be seen. */
const inOneLine = (text: string) => text.replace(/[\p{C}\s]+/gu, " ").trim();

/** The password in each form in which it is sent, on one line as what a server says will be. */
function secretsOf(username: string | null, password: string | null): string[] {
  if (!password) return [];
  const encoded = [`\0${username}\0${password}`, password].map((text) => Buffer.from(text).toString("base64"));
  return [...encoded, inOneLine(password)].filter(Boolean);
}

/** The server's own words in one short line; should it repeat the password, without it. */
function wordsOf({ response = "" }: Pick<Failure, "response">, secrets: string[]): string {
  return secrets.reduce((text, secret) => text.replaceAll(secret, "…"), inOneLine(response)).slice(0, 200);
}
