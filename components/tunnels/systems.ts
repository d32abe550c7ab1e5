export const systemNames = {
  windows: "Windows",
  macos: "macOS",
  linux: "Linux",
  phone: "Phone or tablet",
  router: "Router",
} as const;
export type System = keyof typeof systemNames;

/** What to do with the configuration. */
export const nextSteps: Record<System, string> = {
  windows:
    "Install WireGuard from wireguard.com/install. Choose “Import tunnel(s) from file”, pick the downloaded file, then choose “Activate”.",
  macos:
    "Install WireGuard from the App Store. Choose “Import Tunnel(s) from File…”, pick the downloaded file, then choose “Activate”.",
  linux: "Install wireguard-tools, then run this in the folder of the downloaded file:",
  phone: "Install the WireGuard app. Tap +, choose “Scan from QR code”, then switch the tunnel on.",
  router: "In the router’s settings, add a WireGuard connection from a file, and pick the downloaded one.",
};
