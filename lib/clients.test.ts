import { describe, expect, it } from "vitest";
import { browserNames, clientOf, systemNames } from "@/lib/clients";
import { longestAllowed, longestTurn } from "@/lib/testing";

const unknown = { browser: null, system: null };
const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";

describe("a User-Agent", () => {
  it.each([
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/140.0.0.0 Safari/537.36`, "Chrome", "Windows"],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/140.0.0.0 Safari/537.36 Edg/140.0`, "Edge", "Windows"],
    [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${webkit} Chrome/140.0.0.0 Safari/537.36`, "Chrome", "ChromeOS"],
    [
      `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Chrome/140.0 Safari/537.36 OPR/120.0`,
      "Opera",
      "macOS",
    ],
    [
      `Mozilla/5.0 (Linux; Android 14; SM-S921B) ${webkit} SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36`,
      "Samsung Internet",
      "Android",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
      "Safari",
      "iOS",
    ],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux"],
  ])("%s is known by our names", (text, browser, system) => {
    expect(clientOf(text)).toEqual({ browser, system });
  });

  it.each([
    [null],
    [""],
    ["curl/8.14"],
    ["toString"],
    ["<script>alert(1)</script>/1.0"],
    ["Chrome\r\nSet-Cookie: a=b"],
    ["Firefox\u0000\u202e/1"],
    ["Mozilla/5.0 (PlayStation 4 3.11) AppleWebKit/537.73 (KHTML, like Gecko)"],
  ])("%j puts no text of its own into a name", (text) => {
    const { browser, system } = clientOf(text);
    expect([null, ...browserNames]).toContain(browser);
    expect([null, ...systemNames]).toContain(system);
  });

  it("of a megabyte is nobody’s, and takes no time", async () => {
    for (const part of ["Firefox/1 ", "Mozilla/5.0 (", "Chrome/", " ", "\u0000"])
      for (const length of [1_000, 1_000_000]) {
        const text = part.repeat(length).slice(0, length);
        expect(await longestTurn(() => clientOf(text))).toBeLessThan(longestAllowed);
        if (length > 1_000) expect(clientOf(text)).toEqual(unknown);
      }
  });
});
