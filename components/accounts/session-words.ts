/** How a session began, as people read it. */
const ways: Record<string, string> = {
  password: "by password",
  passkey: "by passkey",
  link: "by a link in an e-mail",
  provider: "through another service",
  organisation: "through your organisation",
};
export const wayWords = (way: string) => ways[way] ?? way;

/** "Firefox on Linux". */
export function deviceWords({ browser, system }: { browser: string | null; system: string | null }): string {
  return `${browser ?? "Unknown browser"}${system ? ` on ${system}` : ""}`;
}
