import { NextRequest } from "next/server";

/** What HTTP itself asks of an API, whatever is answered. */

type Handler = (request: Request) => Promise<Response>;

/** HEAD is GET without the body; 401 says how one signs in; 415 over a compressed body says what would be taken. */
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

/** The same request, made of its parts: Next hands over a stand-in for it, of which Node 24 makes no other one. Its body is a short one. */
export async function remade(asked: Request): Promise<NextRequest> {
  const { url, method, headers } = asked;
  return new NextRequest(url, { method, headers, body: method === "POST" ? await asked.text() : undefined });
}

/** What came with the request as a token: as `x-api-key`, or as a bearer. */
export function tokenOf({ headers }: Request): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  return headers.get("x-api-key") || bearer;
}

/** RFC 6750: what is wrong is told only to who gave a token. */
const challenge = (request: Request) =>
  `Bearer realm="guildhall"${tokenOf(request) ? ', error="invalid_token", error_description="The token is not valid, or not any more"' : ""}`;

/** Whether the body is compressed, or coded in another way. */
export function isEncoded({ headers }: Request): boolean {
  return !/^\s*(identity)?\s*$/i.test(headers.get("content-encoding") ?? "");
}

/** The methods of a path as `Allow` names them. */
export const allowed = (methods: string[]) =>
  [...methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])), "OPTIONS"].join(", ");

/** What a path takes, for who asks just that. */
export const optionsOf = (methods: string[]) =>
  new Response(null, { status: 204, headers: { Allow: allowed(methods), "Cache-Control": "no-store" } });

/** An answer that may be kept; whoever has this very one already is told only that. */
export function tagged(request: Request, tag: string, headers: Record<string, string>, body: BodyInit): Response {
  const { "Cache-Control": control = "no-cache", Vary } = headers;
  const kept = { ETag: tag, "Cache-Control": control, ...(Vary && { Vary }) };
  if (hasAlready(request, tag)) return new Response(null, { status: 304, headers: kept });
  return new Response(body, { headers: { ...headers, ...kept } });
}

/** Compared as RFC 9110 has it for reading: weak and strong tags are the same. */
function hasAlready({ headers }: Request, tag: string): boolean {
  const opaque = (text: string) => text.trim().replace(/^W\//, "");
  const given = headers.get("if-none-match");
  return given !== null && (given.trim() === "*" || given.split(",").map(opaque).includes(opaque(tag)));
}
