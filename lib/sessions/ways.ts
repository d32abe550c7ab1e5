/** The ways of signing in: by the link of a mail, by a provider of the portal's, or by the provider of an organisation's own. */
export const signInWays = ["password", "passkey", "link", "provider", "organisation"] as const;
export type SignInWay = (typeof signInWays)[number];
