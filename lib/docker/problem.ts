import { log } from "@/lib/log";

/** The fields that the client and Node.js add to errors. */
interface EngineError extends Error {
  code?: string;
  statusCode?: number;
  json?: { message?: string } | null;
}

/** An error whose message is ours and meant for people. */
export class EngineProblem extends Error {
  /** @param final trying again gives the same result */
  constructor(
    message: string,
    readonly final: boolean,
  ) {
    super(message);
  }
}

/** An engine's errors and our words for them. Its own words are never shown: they may contain a third party's response. */
const refusals: [RegExp, string][] = [
  [/no command specified/i, "The image has no start command. Choose another one."],
  [/port is already allocated|address already in use/i, "One of its ports is already in use on the node."],
  [/no space left|disk quota/i, "The node’s disk is full."],
  [/memory/i, "The engine can’t apply this memory limit."],
  [/address pool|ipv4 pool|bridge|network/i, "The node couldn’t connect it to its network."],
  [/oci runtime|runc|executable|exec format|container process/i, "The image’s start command can’t be run."],
];

/** Certificate problems that people can fix. */
const misfits: [RegExp, string][] = [
  [/expired/i, "one of them has expired."],
  [/altname|does not match/i, "the engine’s certificate is for another name."],
  [/pem|start line|key values|asn1|decoder/i, "they can’t be read, or the key doesn’t match the certificate."],
  [/self.?signed|unable to|unknown.ca/i, "one isn’t signed by the CA that the other side trusts."],
];

/** Why an engine failed, in words from a closed list. The engine's own words go only to the log. */
export function engineProblem(error: unknown): string {
  if (error instanceof EngineProblem) return error.message;
  const { code = "", statusCode, message } = error as EngineError;
  if (statusCode !== undefined) {
    const said = saidBy(error);
    log().warn({ status: statusCode, said }, "an engine didn’t do what it was asked");
    return wordsFor(refusals, said) ?? byStatus(statusCode);
  }
  if (code === "ENOENT") return "No socket at this path.";
  if (code === "EACCES") return "The portal has no permission to open this socket.";
  if (code === "ECONNREFUSED") return "Connection refused: nothing is listening at this address.";
  if (["ENOTFOUND", "EAI_AGAIN"].includes(code)) return "Host name not found.";
  if (["ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH"].includes(code) || /timeout|timed out/i.test(message))
    return "The machine didn’t respond.";
  if (["ECONNRESET", "EPIPE"].includes(code) || /socket hang up/.test(message))
    return "The connection was interrupted.";
  log().warn({ code, said: saidBy(error) }, "an engine couldn’t be asked");
  const text = `${code} ${message}`;
  if (!/certificate|alert|ssl|tls|pem/i.test(text)) return "The connection to the engine failed.";
  return `Invalid certificates: ${wordsFor(misfits, text) ?? "the engine rejects them, or doesn’t use TLS here."}`;
}

const wordsFor = (known: readonly [RegExp, string][], said: string): string | undefined =>
  known.find(([pattern]) => pattern.test(said))?.[1];

function byStatus(status: number): string {
  if (status === 404) return "Something required is missing on the node. Try again.";
  if (status === 409) return "The node is busy. Try again in a moment.";
  return status < 500 ? "The engine refused this." : "The engine couldn’t do this.";
}

/** The engine's words, for the log and for recognising errors. */
export function saidBy(error: unknown): string {
  const { json, message } = error as EngineError;
  return (json?.message ?? message).replaceAll(/\s+/g, " ").trim().slice(0, 500);
}

/** Whether the engine refused; trying again gives the same result. */
export function isRefusal(error: unknown): boolean {
  if (error instanceof EngineProblem) return error.final;
  const { statusCode } = error as EngineError;
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500;
}

/** Node.js error codes of an unreachable engine. An engine that can't reach a registry reports that differently. */
const silent = [
  "ENOENT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
];

/** Whether the engine couldn't be reached, so that the result is unknown. */
export function isUnreachable(error: unknown): boolean {
  const { code = "", statusCode } = error as EngineError;
  return statusCode === undefined && silent.includes(code);
}

/** Whether an error has one of these HTTP statuses. */
export function isStatus(error: unknown, ...statuses: number[]): boolean {
  return statuses.some((status) => (error as EngineError).statusCode === status);
}
