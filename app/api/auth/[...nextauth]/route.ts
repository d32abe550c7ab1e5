import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth";
import { overHttp } from "@/lib/transport/http";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

/** Of next-auth's routes only those that sign-in by password and sign-out need. */
const open = new Set(["GET csrf", "GET providers", "GET session", "POST callback/credentials", "POST signout"]);

function handler(request: NextRequest, context: Context) {
  const serve = overHttp(async (asked) => {
    const path = new URL(asked.url).pathname.replace(/^\/api\/auth\//, "");
    if (!open.has(`${asked.method} ${path}`)) return new Response(null, { status: 404 });
    return NextAuth((await remade(asked)) as never, context as never, authOptions());
  });
  return serve(request);
}

/** What next-auth reads. Next hands over a stand-in for the request, of which Node 24 makes no other one, so it is made of its parts. */
async function remade(asked: Request): Promise<NextRequest> {
  const { url, method, headers } = asked;
  return new NextRequest(url, { method, headers, body: method === "POST" ? await asked.text() : undefined });
}

export { handler as DELETE, handler as GET, handler as HEAD, handler as PATCH, handler as POST, handler as PUT };
