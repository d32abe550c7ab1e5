import { AsyncResource } from "node:async_hooks";

/**
 * Holds a short body back until it is complete: only then is the request passed on, with the body as if it had just
 * arrived, and only if it is valid.
 * @param {import("node:http").IncomingMessage} request
 * @param {(body: Buffer) => void} whole called once, with the body, right before its reader gets it
 */
export function holdBody(request, whole) {
  const push = request.push.bind(request);
  const told = AsyncResource.bind(whole);
  const chunks = [];
  request.push = (chunk) => {
    if (chunk !== null) return chunks.push(chunk) > 0;
    request.push = push;
    const body = Buffer.concat(chunks);
    told(body);
    if (body.length > 0) push(body);
    return push(null);
  };
}
