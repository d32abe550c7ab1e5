/** The portal holds a question for 25 seconds. */
const questionBound = 40_000;
const reportBound = 30_000;
const largest = 128 * 1024 * 1024;

class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** The portal, asked with the gateway's token. */
export function portalAt({ portal, token }) {
  const headers = { authorization: `Bearer ${token}` };

  /** @returns what is wanted and its tag; null: what is known already */
  async function askWanted(known) {
    const answer = await fetch(`${portal}/api/tunnel/gateway/state`, {
      headers: { ...headers, ...(known && { "if-none-match": `"${known}"` }) },
      redirect: "error",
      signal: AbortSignal.timeout(questionBound),
    });
    if (answer.status === 304) return null;
    await requireOk(answer);
    const tag = /^(?:W\/)?"([\w-]{1,40})"$/.exec(answer.headers.get("etag") ?? "")?.[1] ?? "";
    return { tag, wanted: JSON.parse(await textOf(answer)) };
  }

  async function report(body) {
    const answer = await fetch(`${portal}/api/tunnel/gateway/report`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify(body),
      redirect: "error",
      signal: AbortSignal.timeout(reportBound),
    });
    await requireOk(answer);
    await answer.body?.cancel();
  }

  return { askWanted, report };
}

async function requireOk(answer) {
  if (answer.ok) return;
  const said = await textOf(answer).catch(() => "");
  throw new Refused(answer.status, `it answered ${answer.status}${sentenceIn(said)}`);
}

function sentenceIn(text) {
  try {
    const { error } = JSON.parse(text);
    // Its characters go into the log.
    return typeof error === "string" ? `: ${error.replace(/[^\p{L}\p{N}\p{P} ]/gu, "").slice(0, 200)}` : "";
  } catch {
    return "";
  }
}

async function textOf(answer) {
  const parts = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.length;
    if (size > largest) throw new Error("its answer is too long");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** Why a request failed, in a few words. */
export function causeOf(error) {
  if (error.name === "TimeoutError") return "no answer in time";
  return error.cause?.code ?? error.cause?.message ?? error.message;
}
