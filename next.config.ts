import type { NextConfig } from "next";
import { everywhere, ofData } from "./lib/doors/http/headers";

const config: NextConfig = {
  // A running instance is served from a build of its own, which a newer build of the same checkout leaves alone.
  distDir: process.env.GUILDHALL_BUILD || ".next",
  // `npm run check` looks at the types of everything; a slip in a test shouldn't keep the portal from starting.
  typescript: { ignoreBuildErrors: true },
  reactStrictMode: true,
  poweredByHeader: false,
  experimental: { authInterrupts: true },
  headers: async () => [
    { source: "/:path*", headers: everywhere },
    // Data, never a document: proxy.ts gives those their policy.
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
