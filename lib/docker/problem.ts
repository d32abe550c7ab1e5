/** What the client and Node.js put into an error. */
interface EngineError extends Error {
  code?: string;
  statusCode?: number;
  json?: { message?: string } | null;
}

/** Why an engine didn't do what it was asked, in words for a person; what the engine itself said is kept as it is. */
export function engineProblem(error: unknown): string {
  const { code = "", statusCode, json, message } = error as EngineError;
  if (statusCode !== undefined) return oneLine(json?.message ?? message);
  if (code === "ENOENT") return "There is no socket at this path.";
  if (code === "EACCES") return "The portal isn’t allowed to open this socket.";
  if (code === "ECONNREFUSED") return "Nothing listens at this address.";
  if (["ENOTFOUND", "EAI_AGAIN"].includes(code)) return "There is no machine of this name.";
  if (["ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH"].includes(code) || /timeout|timed out/i.test(message))
    return "The machine doesn’t answer.";
  if (["ECONNRESET", "EPIPE"].includes(code) || /socket hang up/.test(message)) return "The connection was cut off.";
  if (/certificate|alert|ssl|tls|pem/i.test(`${code} ${message}`))
    return `The certificates don’t fit: ${misfit(`${code} ${message}`)}`;
  // Node.js gives a code to what it says itself, in words of its own; without one they are ours.
  return code ? "The connection to the engine failed." : oneLine(message);
}

/** What is wrong with certificates, as far as a person can do something about it. */
function misfit(text: string): string {
  if (/expired/i.test(text)) return "one of them has expired.";
  if (/altname|does not match/i.test(text)) return "the engine’s is for another name.";
  if (/pem|start line|key values|asn1|decoder/i.test(text))
    return "they can’t be read, or key and certificate don’t belong together.";
  if (/self.?signed|unable to|unknown.ca/i.test(text))
    return "one isn’t from the authority that the other side trusts.";
  return "the engine doesn’t take them, or doesn’t speak TLS here.";
}

/** The engine answered and said no; asking the same again gives the same. */
export function isRefusal(error: unknown): boolean {
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

export function isStatus(error: unknown, status: number): boolean {
  return (error as EngineError).statusCode === status;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim().slice(0, 500) || "The engine gave no reason.";
}
