/** The record wizards: short forms that create records. */
export const helperWords = {
  spf: { title: "SPF", about: "Which servers may send mail for this zone." },
  dkim: { title: "DKIM", about: "The public key for checking signed mail of this zone." },
  dmarc: { title: "DMARC", about: "What receivers do with mail that fails SPF and DKIM." },
  caa: { title: "CAA", about: "Which certificate authorities may issue certificates for this zone." },
  game: { title: "Game server", about: "Points the name that players enter to a host and port." },
} as const;
export type HelperName = keyof typeof helperWords;
export const helperNames = Object.keys(helperWords) as HelperName[];
