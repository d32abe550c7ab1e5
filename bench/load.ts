// The load, in its own process: runs the jobs that arrive over its channel, one after the other.
import { Pool } from "undici";
import { type Contender, cookieOf, type Request, wayOf } from "@/bench/operations";

export interface Job {
  contender: Contender;
  operation: string;
  url: string;
  connections: number;
  /** Ends after this time, or after so many requests. */
  seconds?: number;
  requests?: number;
  /** Number of the first request; each gets the next one. */
  first: number;
}
export interface Done {
  latenciesMs: number[];
  seconds: number;
  error?: string;
}

/** Each connection sends a request, waits for the whole response, checks it, and sends the next. */
async function work({
  contender,
  operation,
  url,
  connections,
  seconds = 3600,
  requests = Infinity,
  first,
}: Job): Promise<Done> {
  const way = wayOf(operation, contender);
  const pool = new Pool(url, { connections, pipelining: 1 });
  const { port } = new URL(url);
  const latenciesMs: number[] = [];
  let next = first;
  let error: string | undefined;
  const begin = performance.now();
  const until = begin + seconds * 1000;
  const one = async () => {
    while (!error && next < first + requests && performance.now() < until) {
      const request = way.request(next++);
      const asked = performance.now();
      const { statusCode, body } = await pool.request(written(request, contender, url, port));
      const text = await body.text();
      latenciesMs.push(performance.now() - asked);
      if (statusCode < 200 || statusCode > 299 || !way.accepts(parsed(text)))
        error = `${contender} answered ${request.method} ${request.path} with ${statusCode}: ${text.slice(0, 300)}`;
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, one));
  } catch (thrown) {
    error ??= `${contender} didn't answer: ${(thrown as Error).message}`;
  }
  const took = (performance.now() - begin) / 1000;
  await pool.destroy();
  return { latenciesMs, seconds: took, error };
}

function written({ method, path, account, body }: Request, contender: Contender, origin: string, port: string) {
  const headers: Record<string, string> = { accept: "application/json" };
  if (account !== undefined) headers.cookie = cookieOf(contender, account, port);
  // Like a browser; both sides refuse a write with a cookie but without it.
  if (method === "POST") Object.assign(headers, { origin, "content-type": "application/json" });
  return { method, path, headers, body: body && JSON.stringify(body) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

process.on("message", async (job: Job) => process.send?.(await work(job)));
process.on("disconnect", () => process.exit());
