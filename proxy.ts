import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/env";

/** Gives each document its own nonce, and its address to the server components. It protects nothing: operations do. */
export function proxy(request: NextRequest) {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const { NODE_ENV, PUBLIC_URL } = env();
  const policy = [
    "default-src 'self'",
    // The development server evaluates what it compiles; the built application never does.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${NODE_ENV === "development" ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // Next.js takes the nonce for its own scripts from here.
  headers.set("content-security-policy", policy);
  headers.set("x-guildhall-path", request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  if (PUBLIC_URL.protocol === "https:") response.headers.set("strict-transport-security", "max-age=31536000");
  return response;
}

/**
 * Everything but the API and files, each of public/ named in full: whatever else there is answers with a document, if
 * only to say that there is nothing, and every document has a policy. Fetched ahead or not: the nonce does no harm there.
 */
export const config = {
  matcher: [
    "/((?!api/|_next/static/|favicon\\.ico$|icon\\.svg$|icon-192\\.png$|icon-512\\.png$|apple-touch-icon\\.png$|manifest\\.webmanifest$|robots\\.txt$).*)",
  ],
};
