/** The features that a portal administrator can disable while the portal runs. */
export const features = {
  registration: {
    name: "Sign-up",
    on: "Anybody can create an account.",
    off: "Accounts are created by invitation only.",
  },
  servers: {
    name: "Servers",
    on: "Organisations can run servers on the portal’s nodes.",
    off: "Nobody can see, edit or create servers. Running servers keep running.",
  },
  dns: {
    name: "DNS",
    on: "Organisations can manage their zones here.",
    off: "Nobody can see or edit zones. Active zones stay live.",
  },
  tunnels: {
    name: "Tunnels",
    on: "Organisations can publish ports of their own machines on the portal’s gateways.",
    off: "Nobody can see or edit tunnel devices, and nothing of theirs can be reached.",
  },
} as const;

export type Feature = keyof typeof features;
export const featureNames = Object.keys(features) as [Feature, ...Feature[]];
