/**
 * Keeps mail programs and messengers from turning a user's text into a link: "evil.com/login" reads the same, with an invisible
 * character wherever a link would continue.
 */
export const withLinkBreaks = (name: string) => name.replace(/(?<=\S)[.:/@](?=\S)/g, "$&\u2060");
