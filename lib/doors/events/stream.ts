import { setTimeout as pause } from "node:timers/promises";
import type { z } from "zod";
import { isLogPlace } from "@/lib/docker/log";
import { AppError } from "@/lib/errors";
import type { Caller } from "@/lib/kernel/actor";
import { eventStreams } from "@/lib/limits";
import { followServer } from "@/lib/servers/console/follow";
import type { ServerEvent } from "@/lib/servers/console/mailbox";
import { type Watched, watchServer } from "@/lib/servers/console/operations";

/** How often an idle stream sends a comment, so that proxies keep it open. */
const beatMs = 15_000;
/** Events within this time are sent together. */
const gatherMs = 200;
/** How long a browser waits before it reconnects. */
const retryMs = 2_000;

/** The number of open streams of each user in this process. */
const open = new Map<string, number>();
let together = 0;

/** Reserves a place for a stream. @returns a function that frees it once */
function takePlace(user: string): () => void {
  const mine = open.get(user) ?? 0;
  if (mine >= eventStreams.each || together >= eventStreams.together)
    throw new AppError("server.streams", { retryAfter: 10 });
  open.set(user, mine + 1);
  together++;
  let given = false;
  return () => {
    if (given) return;
    given = true;
    together--;
    const left = (open.get(user) ?? 1) - 1;
    if (left > 0) open.set(user, left);
    else open.delete(user);
  };
}

/**
 * A stream of events about one server. The caller is resolved again at every permission check, so that the stream ends with the session
 * or token, the membership, the permission, or the server. Events that wait for a slow reader are bounded.
 */
export async function answerEvents(
  request: Request,
  first: Caller,
  ask: () => Promise<Caller>,
  input: object,
): Promise<Response> {
  const asked = input as z.input<typeof watchServer.input>;
  const watched = await watchServer(first, asked);
  const user = first.actor?.kind === "user" ? first.actor.userId : "";
  const giveBack = takePlace(user);
  const after = request.headers.get("last-event-id") ?? "";
  const gone = new AbortController();
  const look = async (): Promise<Watched> => watchServer(await ask(), asked);
  const end = () => {
    gone.abort();
    giveBack();
  };
  request.signal.addEventListener("abort", end, { once: true });
  const mailbox = followServer(watched, { look, signal: gone.signal, ...(isLogPlace(after) && { after }) });
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(encoder.encode(`retry: ${retryMs}\n\n`)),
      async pull(controller) {
        await mailbox.wait(beatMs);
        await pause(gatherMs);
        if (gone.signal.aborted) return;
        const events = mailbox.take();
        controller.enqueue(encoder.encode(events.map(written).join("") || ": beat\n\n"));
        if (!events.some(({ event }) => event === "end")) return;
        controller.close();
        end();
      },
      cancel: end,
    },
    { highWaterMark: 1 },
  );
  const headers = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store, no-transform",
    // A proxy that buffers responses would hold everything back.
    "X-Accel-Buffering": "no",
  };
  return new Response(body, { headers });
}

function written(event: ServerEvent): string {
  const id = event.event === "log" ? `id: ${event.id}\n` : "";
  return `event: ${event.event}\n${id}data: ${JSON.stringify(event.data)}\n\n`;
}
