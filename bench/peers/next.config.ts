import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  // Loaded from node_modules, as in our own application.
  serverExternalPackages: ["pg"],
};

export default config;
