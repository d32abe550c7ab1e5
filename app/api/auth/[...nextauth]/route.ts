import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

/** Of next-auth's routes only those that sign-in by password and sign-out need. */
const open = new Set(["GET csrf", "GET providers", "GET session", "POST callback/credentials", "POST signout"]);

function handler(request: NextRequest, context: Context) {
  const path = request.nextUrl.pathname.replace(/^\/api\/auth\//, "");
  if (!open.has(`${request.method} ${path}`)) return new Response(null, { status: 404 });
  return NextAuth(request as never, context as never, authOptions());
}

export { handler as GET, handler as POST };
