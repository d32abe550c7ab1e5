/**
 * A name that somebody chose, so that no mail program or messenger makes a link of it: "evil.com/login" reads the same, with a sign that
 * can't be seen wherever a link would go on.
 */
export const withLinkBreaks = (name: string) => name.replace(/(?<=\S)[.:/@](?=\S)/g, "$&\u2060");
