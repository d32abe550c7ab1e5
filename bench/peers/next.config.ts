import path from "node:path";
import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  // The folder of node_modules; Next would guess it, and guess wrong if the checkout is a home directory.
  turbopack: { root: path.resolve(import.meta.dirname, "../..") },
  // Loaded from node_modules, as in our own application.
  serverExternalPackages: ["pg"],
};

export default config;
