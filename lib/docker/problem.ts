import { log } from "@/lib/log";

/** What the client and Node.js put into an error. */
interface EngineError extends Error {
  code?: string;
  statusCode?: number;
  json?: { message?: string } | null;
}

/** A fault whose message is our own words, for a person. */
export class EngineProblem extends Error {
  /** @param final asking the same again gives the same */
  constructor(
    message: string,
    readonly final: boolean,
  ) {
    super(message);
  }
}

/** What an engine says when it refuses, and how people are told. Never by its own words: those may hold what a stranger's server answered. */
const refusals: [RegExp, string][] = [
  [/no command specified/i, "The image doesn’t say what to run. Choose another one."],
  [/port is already allocated|address already in use/i, "One of its ports is in use on the node by something else."],
  [/no space left|disk quota/i, "The node’s disk is full."],
  [/memory/i, "The engine can’t give it this much memory, or take so much away."],
  [/address pool|ipv4 pool|bridge|network/i, "The node couldn’t join it to its network."],
  [/oci runtime|runc|executable|exec format|container process/i, "What the image says to run can’t be run."],
];

/** What is wrong with certificates, as far as a person can do something about it. */
const misfits: [RegExp, string][] = [
  [/expired/i, "one of them has expired."],
  [/altname|does not match/i, "the engine’s is for another name."],
  [/pem|start line|key values|asn1|decoder/i, "they can’t be read, or key and certificate don’t belong together."],
  [/self.?signed|unable to|unknown.ca/i, "one isn’t from the authority that the other side trusts."],
];

/** Why an engine didn't do what it was asked, in words of a closed list. What the engine itself said goes to the log alone. */
export function engineProblem(error: unknown): string {
  if (error instanceof EngineProblem) return error.message;
  const { code = "", statusCode, message } = error as EngineError;
  if (statusCode !== undefined) {
    const said = saidBy(error);
    log().warn({ status: statusCode, said }, "an engine didn’t do what it was asked");
    return wordsFor(refusals, said) ?? byStatus(statusCode);
  }
  if (code === "ENOENT") return "There is no socket at this path.";
  if (code === "EACCES") return "The portal isn’t allowed to open this socket.";
  if (code === "ECONNREFUSED") return "Nothing listens at this address.";
  if (["ENOTFOUND", "EAI_AGAIN"].includes(code)) return "There is no machine of this name.";
  if (["ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH"].includes(code) || /timeout|timed out/i.test(message))
    return "The machine doesn’t answer.";
  if (["ECONNRESET", "EPIPE"].includes(code) || /socket hang up/.test(message)) return "The connection was cut off.";
  log().warn({ code, said: saidBy(error) }, "an engine couldn’t be asked");
  const text = `${code} ${message}`;
  if (!/certificate|alert|ssl|tls|pem/i.test(text)) return "The connection to the engine failed.";
  return `The certificates don’t fit: ${wordsFor(misfits, text) ?? "the engine doesn’t take them, or doesn’t speak TLS here."}`;
}

const wordsFor = (known: readonly [RegExp, string][], said: string): string | undefined =>
  known.find(([pattern]) => pattern.test(said))?.[1];

function byStatus(status: number): string {
  if (status === 404) return "Something that this needs is gone from the node. Try again.";
  if (status === 409) return "The node is still busy with this. Try again in a moment.";
  return status < 500 ? "The engine refused this." : "The engine couldn’t do this.";
}

/** For the log, and to tell one fault from another. */
export function saidBy(error: unknown): string {
  const { json, message } = error as EngineError;
  return (json?.message ?? message).replaceAll(/\s+/g, " ").trim().slice(0, 500);
}

/** The engine answered and said no; asking the same again gives the same. */
export function isRefusal(error: unknown): boolean {
  if (error instanceof EngineProblem) return error.final;
  const { statusCode } = error as EngineError;
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500;
}

/** What Node.js says when nobody is there; an engine that can't reach a registry says that itself, without any of these. */
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

/** The engine didn't answer: whether what was asked can be done is open. */
export function isUnreachable(error: unknown): boolean {
  const { code = "", statusCode } = error as EngineError;
  return statusCode === undefined && silent.includes(code);
}

/** Whether the engine answered with one of these statuses. */
export function isStatus(error: unknown, ...statuses: number[]): boolean {
  return statuses.some((status) => (error as EngineError).statusCode === status);
}
