/** What a portal administrator can switch off while the portal runs. */
export const features = {
  registration: {
    name: "Sign-up",
    on: "Anybody can make an account.",
    off: "Accounts are made by invitation only.",
  },
  servers: {
    name: "Servers",
    on: "Organisations run servers on the portal’s nodes.",
    off: "Nobody sees, changes or makes servers. Those that run go on running.",
  },
  dns: {
    name: "DNS",
    on: "Organisations keep their zones here.",
    off: "Nobody sees or changes zones. Those that are served go on being served.",
  },
} as const;

export type Feature = keyof typeof features;
export const featureNames = Object.keys(features) as [Feature, ...Feature[]];
