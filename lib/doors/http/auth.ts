import { headers as currentHeaders } from "next/headers";
import type { NextAuthOptions } from "next-auth";
import type { Adapter, AdapterSession, AdapterUser } from "next-auth/adapters";
import Credentials from "next-auth/providers/credentials";
import Email from "next-auth/providers/email";
import { findSession, sessionDays } from "@/db/queries/sessions";
import { openSession } from "@/lib/accounts/operations";
import { addressOf, sessionCookie } from "@/lib/doors/http/caller";
import { callerAtSignIn } from "@/lib/doors/http/device";
import { env } from "@/lib/env";
import type { Caller } from "@/lib/kernel/actor";
import { Refusal } from "@/lib/kernel/errors";
import { log } from "@/lib/log";
import { openByPasskey } from "@/lib/passkeys/session_operations";
import { signOut } from "@/lib/sessions/close";
import { openByLink } from "@/lib/sessions/link_operations";
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
  deleteSession: async (token) => signOut(token, addressOf(await currentHeaders())),
  // Only next-auth needs the mail provider, see below.
  createVerificationToken: () => null,
  useVerificationToken: async () => null,
  getUserByEmail: async () => null,
};

/**
 * A way of signing in with what a form or a script sends, which an operation judges and answers with a session. A refusal is
 * passed on by its reason: next-auth can only carry a text.
 */
function signInBy<Field extends string>(
  id: string,
  fields: readonly Field[],
  open: (caller: Caller, given: Record<Field, string>) => Promise<{ token: string; email: string; name: string }>,
) {
  return Credentials({
    id,
    credentials: Object.fromEntries(fields.map((field) => [field, {}])),
    async authorize(sent: Record<string, string> | undefined, { headers }) {
      try {
        const given = Object.fromEntries(fields.map((field) => [field, sent?.[field] ?? ""]));
        const { token, email, name } = await open(await callerAtSignIn(headers), given as Record<Field, string>);
        // next-auth passes the signed-in user's id to `encode`: here that id is the session's token.
        return { id: token, email, name };
      } catch (error) {
        if (!(error instanceof Refusal)) log().error(error, "a sign-in failed for a reason of ours");
        throw new Error(error instanceof Refusal ? error.reason : "internal");
      }
    },
  });
}

/** Each way, by the name of its route, `/api/auth/callback/<name>`. */
const signIns = [
  signInBy("credentials", ["email", "password"], openSession),
  signInBy("passkey", ["credential"], openByPasskey),
  signInBy("link", ["token"], openByLink),
];

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
      ...signIns,
      // With a password provider, next-auth allows database sessions only beside a second provider; the route lets
      // nobody in by it.
      Email({ server: "", from: "", sendVerificationRequest: () => Promise.reject(new Error("not offered")) }),
    ],
    jwt: {
      encode: ({ token }) => token?.sub ?? "",
      decode: () => null,
    },
    callbacks: { signIn: ({ account }) => account?.type === "credentials" },
    logger: { error: (code) => log().warn({ code }, "next-auth"), warn: () => {}, debug: () => {} },
  };
}
