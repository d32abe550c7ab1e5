import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/env";

/**
 * Gives each document its own nonce, and its URL to the server components. It enforces no permissions: operations do.
 */
export function proxy(request: NextRequest) {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const { NODE_ENV, PUBLIC_URL } = env();
  const policy = [
    "default-src 'self'",
    // The development server uses eval; the built application never does.
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
  // Next.js reads the nonce for its own scripts from here.
  headers.set("content-security-policy", policy);
  headers.set("x-guildhall-path", request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  if (PUBLIC_URL.protocol === "https:") response.headers.set("strict-transport-security", "max-age=31536000");
  return response;
}

/**
 * Everything except the API and files, each of public/ listed in full: all other paths return a document, even if it is a
 * 404, and every document has a policy. Prefetches are included, because the nonce does no harm there.
 */
export const config = {
  matcher: [
    "/((?!api/|_next/static/|favicon\\.ico$|icon\\.svg$|icon-192\\.png$|icon-512\\.png$|apple-touch-icon\\.png$|manifest\\.webmanifest$|robots\\.txt$).*)",
  ],
};
