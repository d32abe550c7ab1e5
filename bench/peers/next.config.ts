import path from "node:path";
import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  // Where node_modules is; Next would guess it, and guess otherwise where the checkout is a home directory.
  turbopack: { root: path.resolve(import.meta.dirname, "../..") },
  // Loaded from node_modules, as in our own application.
  serverExternalPackages: ["pg"],
};

export default config;
