import { NextRequest } from "next/server";

/** Requirements of HTTP itself for any response of an API. */

type Handler = (request: Request) => Promise<Response>;

/**
 * HEAD is GET without the body; 401 says how to authenticate; 415 for a compressed body says which encoding is
 * accepted.
 */
export const overHttp =
  (handler: Handler): Handler =>
  async (request) => {
    const isHead = request.method === "HEAD";
    const answered = await handler(isHead ? asGet(request) : request);
    if (answered.status === 401) answered.headers.set("WWW-Authenticate", challenge(request));
    if (answered.status === 415 && isEncoded(request)) answered.headers.set("Accept-Encoding", "identity");
    if (!isHead) return answered;
    await answered.body?.cancel();
    return new Response(null, { status: answered.status, headers: answered.headers });
  };

const asGet = ({ url, headers, signal }: Request) => new Request(url, { method: "GET", headers, signal });

/**
 * A copy of the request, built from its parts: Next passes a proxy object, from which Node 24 can't create another
 * request. Its body is short.
 */
export async function remade(asked: Request): Promise<NextRequest> {
  const { url, method, headers } = asked;
  return new NextRequest(url, { method, headers, body: method === "POST" ? await asked.text() : undefined });
}

/** The request's token: from `x-api-key`, or a bearer token. */
export function tokenOf({ headers }: Request): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  return headers.get("x-api-key") || bearer;
}

/** RFC 6750: only a request with a token gets an error code. */
const challenge = (request: Request) =>
  `Bearer realm="guildhall"${tokenOf(request) ? ', error="invalid_token", error_description="The token is invalid, expired or revoked"' : ""}`;

/** Whether the body has a content encoding, such as compression. */
export function isEncoded({ headers }: Request): boolean {
  return !/^\s*(identity)?\s*$/i.test(headers.get("content-encoding") ?? "");
}

/** The methods of a path as `Allow` names them. */
export const allowed = (methods: string[]) =>
  [...methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])), "OPTIONS"].join(", ");

/** The methods of a path, in answer to OPTIONS. */
export const optionsOf = (methods: string[]) =>
  new Response(null, { status: 204, headers: { Allow: allowed(methods), "Cache-Control": "no-store" } });

/** A cacheable response; 304 for a client that already has it. */
export function tagged(request: Request, tag: string, headers: Record<string, string>, body: BodyInit): Response {
  const { "Cache-Control": control = "no-cache", Vary } = headers;
  const kept = { ETag: tag, "Cache-Control": control, ...(Vary && { Vary }) };
  if (hasAlready(request, tag)) return new Response(null, { status: 304, headers: kept });
  return new Response(body, { headers: { ...headers, ...kept } });
}

/** The weak comparison of RFC 9110: weak and strong tags are equal. */
function hasAlready({ headers }: Request, tag: string): boolean {
  const opaque = (text: string) => text.trim().replace(/^W\//, "");
  const given = headers.get("if-none-match");
  return given !== null && (given.trim() === "*" || given.split(",").map(opaque).includes(opaque(tag)));
}
