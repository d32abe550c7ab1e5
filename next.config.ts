import type { NextConfig } from "next";
import { everywhere, ofData } from "./lib/doors/http/headers";

const config: NextConfig = {
  // A running portal is served from its own build, which a newer build of the same checkout doesn't touch.
  distDir: process.env.GUILDHALL_BUILD || ".next",
  // `npm run check` checks the types of everything; an error in a test shouldn't keep the portal from starting.
  typescript: { ignoreBuildErrors: true },
  reactStrictMode: true,
  poweredByHeader: false,
  experimental: { authInterrupts: true },
  headers: async () => [
    { source: "/:path*", headers: everywhere },
    // These are data, never documents: proxy.ts sets the policy of those.
    { source: "/api/:path*", headers: ofData },
  ],
  // Native or dynamic requires: loaded from node_modules, never bundled.
  serverExternalPackages: [
    "@node-rs/argon2",
    "pg",
    "pg-boss",
    "pino",
    "nodemailer",
    "rate-limiter-flexible",
    "dockerode",
  ],
};

export default config;
