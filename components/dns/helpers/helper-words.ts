/** What people look for, each with a small form that makes records. */
export const helperWords = {
  spf: { title: "SPF", about: "Which servers may send mail in the name of this zone." },
  dkim: { title: "DKIM", about: "The public key that mails of this zone are signed with." },
  dmarc: { title: "DMARC", about: "What receivers do with mail that neither SPF nor DKIM covers." },
  caa: { title: "CAA", about: "Which authorities may issue certificates for this zone." },
  game: { title: "Game server", about: "A name that players type, led to a host and port." },
} as const;
export type HelperName = keyof typeof helperWords;
export const helperNames = Object.keys(helperWords) as HelperName[];
