import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/doors/http/auth";
import { overHttp, remade } from "@/lib/doors/http/http";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

/** Only those of next-auth's routes that sign-in by password, passkey or link, and sign-out, need. */
const open = new Set([
  ...["GET csrf", "GET providers", "GET session", "POST signout"],
  ...["POST callback/credentials", "POST callback/passkey", "POST callback/link"],
]);

function handler(request: NextRequest, context: Context) {
  const serve = overHttp(async (asked) => {
    const path = new URL(asked.url).pathname.replace(/^\/api\/auth\//, "");
    if (!open.has(`${asked.method} ${path}`)) return new Response(null, { status: 404 });
    return NextAuth((await remade(asked)) as never, context as never, authOptions());
  });
  return serve(request);
}

export { handler as DELETE, handler as GET, handler as HEAD, handler as PATCH, handler as POST, handler as PUT };
