import { type BetterAuthOptions, betterAuth } from "better-auth";
import { nextCookies } from "better-auth/next-js";
import { organization } from "better-auth/plugins/organization";
import { pool } from "./pool";

/**
 * Better Auth set up as in its manual: its own adapter on a pg pool, sessions in the database, the organization plugin.
 * Off: its rate limits, which would refuse a benchmark, and network access. No mail is sent, like on our side.
 */
export const options = {
  database: pool,
  baseURL: process.env.BETTER_AUTH_URL,
  secret: process.env.BETTER_AUTH_SECRET,
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  // Its default limit of a hundred members would refuse the thousand of the measured organisation.
  plugins: [organization({ membershipLimit: 10_000 }), nextCookies()],
} satisfies BetterAuthOptions;

export const auth = betterAuth(options);
