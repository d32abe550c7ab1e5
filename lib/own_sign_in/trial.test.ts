import { expect, it } from "vitest";
import { tryProvider } from "@/lib/own_sign_in/trial";

/** What is said of a provider to which the connection fails like this. */
async function wordsAfter(cause: Error): Promise<string | null> {
  const { problem } = await tryProvider({
    ...{ id: "own-test", name: "Town", speaks: "openid", url: "https://id.example.org" },
    ...{ clientId: "portal", clientSecret: "secret" },
    fetch: () => Promise.reject(new TypeError("fetch failed", { cause })),
  });
  return problem;
}

it.each([
  ["ECONNREFUSED", "Can’t connect to this host and port."],
  ["EHOSTUNREACH", "Can’t connect to this host and port."],
  [
    "UNABLE_TO_GET_ISSUER_CERT",
    "Its certificate isn’t valid for this host, or isn’t from a CA that this portal trusts.",
  ],
  ["ECONNRESET", "It closed the connection without an answer."],
])("a connection that fails with %s is told in words, even if only the code says so", async (code, words) => {
  expect(await wordsAfter(Object.assign(new Error("no"), { code }))).toBe(words);
});
