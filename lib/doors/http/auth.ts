import type { NextAuthOptions } from "next-auth";
import type { Adapter, AdapterSession, AdapterUser } from "next-auth/adapters";
import Credentials from "next-auth/providers/credentials";
import Email from "next-auth/providers/email";
import { deleteSession, findSession, sessionDays } from "@/db/queries/sessions";
import { openSession } from "@/lib/accounts/operations";
import { addressOf, sessionCookie } from "@/lib/doors/http/caller";
import { env } from "@/lib/env";
import { Refusal } from "@/lib/kernel/errors";
import { log } from "@/lib/log";
import { hashToken } from "@/lib/tokens";

/**
 * next-auth sees clear tokens, the database only hashes: they are hashed on the way in, and the requested token is
 * returned.
 */
const adapter: Pick<
  Adapter,
  | "getSessionAndUser"
  | "updateSession"
  | "deleteSession"
  | "createVerificationToken"
  | "useVerificationToken"
  | "getUserByEmail"
> = {
  async getSessionAndUser(token) {
    const row = await findSession(hashToken(token));
    if (!row) return null;
    const session: AdapterSession = { sessionToken: token, userId: row.userId, expires: row.expiresAt };
    const user: AdapterUser = { id: row.userId, email: row.email, name: row.name, emailVerified: row.emailVerifiedAt };
    return { session, user };
  },
  // The expiry slides in findSession.
  updateSession: async () => null,
  deleteSession: (token) => deleteSession(hashToken(token)),
  // Only next-auth needs the mail provider, see below.
  createVerificationToken: () => null,
  useVerificationToken: async () => null,
  getUserByEmail: async () => null,
};

/** Calls the operation and passes a refusal on by its reason: next-auth can only carry a text. */
async function authorize(
  given: Record<"email" | "password", string> | undefined,
  headers: Record<string, string> | undefined,
) {
  try {
    const address = addressOf({ get: (name) => headers?.[name] ?? null });
    const typed = { email: given?.email ?? "", password: given?.password ?? "" };
    const { token, email, name } = await openSession({ actor: null, address }, typed);
    // next-auth passes the signed-in user's id to `encode`: here that id is the session's token.
    return { id: token, email, name };
  } catch (error) {
    if (!(error instanceof Refusal)) log().error(error, "a sign-in failed for a reason of ours");
    throw new Error(error instanceof Refusal ? error.reason : "internal");
  }
}

/**
 * Sessions are rows, so they can be ended. The operation that checks the password creates one; `encode`, which
 * next-auth asks for a token, returns it.
 */
export function authOptions(): NextAuthOptions {
  const { name, secure } = sessionCookie();
  return {
    adapter: adapter as Adapter,
    secret: env().AUTH_SECRET,
    session: { strategy: "database", maxAge: sessionDays * 86_400 },
    useSecureCookies: secure,
    cookies: { sessionToken: { name, options: { httpOnly: true, sameSite: "lax", path: "/", secure } } },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        authorize: (given, request) => authorize(given, request.headers as Record<string, string> | undefined),
      }),
      // With a password provider, next-auth allows database sessions only beside a second provider; the route lets
      // nobody in by it.
      Email({ server: "", from: "", sendVerificationRequest: () => Promise.reject(new Error("not offered")) }),
    ],
    jwt: {
      encode: ({ token }) => token?.sub ?? "",
      decode: () => null,
    },
    callbacks: { signIn: ({ account }) => account?.provider === "credentials" },
    logger: { error: (code) => log().warn({ code }, "next-auth"), warn: () => {}, debug: () => {} },
  };
}
