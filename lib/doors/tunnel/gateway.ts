import { setTimeout as pause } from "node:timers/promises";
import { readBody } from "@/lib/doors/http/body";
import { strangerAt } from "@/lib/doors/http/caller";
import { allowed, optionsOf, tokenOf } from "@/lib/doors/http/http";
import { refuse } from "@/lib/doors/http/refuse";
import { AppError } from "@/lib/errors";
import { readWanted, reportGateway } from "@/lib/gateways/program_operations";
import { Refusal } from "@/lib/kernel/errors";
import { toRefusal } from "@/lib/kernel/faults";
import { log } from "@/lib/log";

/** How long a question waits for an answer that is new: less than proxies allow. */
const heldMs = 25_000;
/** How often the portal looks meanwhile, at most; and it rests longer than a look takes. */
const lookMs = 500;
const restPerLook = 4;

const paths = {
  "/tunnel/gateway/state": { method: "GET", answer: answerState },
  "/tunnel/gateway/report": { method: "POST", answer: answerReport },
};

/** Whether the path below /api is for the programs of gateways. */
export const isForGateways = (path: string): path is keyof typeof paths => Object.hasOwn(paths, path);

/** Answers the program of a gateway, which shows its token. */
export async function serveGateway(request: Request, path: keyof typeof paths): Promise<Response> {
  const { method, answer } = paths[path];
  if (request.method === "OPTIONS") return optionsOf([method]);
  if (request.method !== method) return refuse(new AppError("route.method"), { Allow: allowed([method]) });
  try {
    const token = tokenOf(request);
    if (!token) throw new AppError("gateway.token");
    return await answer(request, token);
  } catch (thrown) {
    const error = toRefusal(thrown);
    if (error instanceof Refusal) return refuse(error);
    log().error({ err: error, path, method }, "a request failed");
    return refuse(new AppError("internal"));
  }
}

/** What the gateway must let in; if that is what it has already, the answer waits until it isn't. */
async function answerState(request: Request, token: string): Promise<Response> {
  const caller = strangerAt(request.headers);
  const [, known = ""] = /^\s*(?:W\/)?"([\w-]{1,40})"\s*$/.exec(request.headers.get("if-none-match") ?? "") ?? [];
  const until = performance.now() + heldMs;
  for (;;) {
    const began = performance.now();
    const { tag, wanted } = await readWanted(caller, { token, known });
    const headers = { ETag: `"${tag}"`, "Cache-Control": "no-store" };
    if (wanted) return Response.json(wanted, { headers });
    const rest = Math.max(lookMs, (performance.now() - began) * restPerLook);
    const isOver = performance.now() + rest > until;
    // A client that left, or a server that shuts down, ends the pause.
    if (!isOver) await pause(rest, undefined, { signal: request.signal }).catch(() => {});
    if (isOver || request.signal.aborted) return new Response(null, { status: 304, headers });
  }
}

async function answerReport(request: Request, token: string): Promise<Response> {
  const caller = strangerAt(request.headers);
  const report = await readBody(request);
  const given = { ...report, token } as unknown as Parameters<typeof reportGateway>[1];
  return Response.json(await reportGateway(caller, given), { headers: { "Cache-Control": "no-store" } });
}
