import { AsyncResource } from "node:async_hooks";

/**
 * Keeps a short body back until it is all there: only then is the request passed on, with the body as if it just came, and only if
 * nothing is wrong with it.
 * @param {import("node:http").IncomingMessage} request
 * @param {(body: Buffer) => void} whole called once, with the body, right before it comes to whoever reads it
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
