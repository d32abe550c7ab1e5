import { parse } from "bowser";

/** Our names for browsers and systems, by bowser’s. Nothing else of what a browser says about itself is kept. */
const browsers = {
  Chrome: "Chrome",
  Chromium: "Chromium",
  Firefox: "Firefox",
  Safari: "Safari",
  "Microsoft Edge": "Edge",
  Opera: "Opera",
  "Samsung Internet for Android": "Samsung Internet",
  Brave: "Brave",
  Vivaldi: "Vivaldi",
  DuckDuckGo: "DuckDuckGo",
  "Yandex Browser": "Yandex Browser",
  "Internet Explorer": "Internet Explorer",
} as const;
const systems = {
  Windows: "Windows",
  macOS: "macOS",
  Linux: "Linux",
  Android: "Android",
  iOS: "iOS",
  "Chrome OS": "ChromeOS",
} as const;

export type Browser = (typeof browsers)[keyof typeof browsers];
export type System = (typeof systems)[keyof typeof systems];
export const browserNames = Object.values(browsers);
export const systemNames = Object.values(systems);

/** The browser at the other end of a door, as far as it is known. */
export interface Client {
  /** The value of its cookie. */
  device: string;
  browser: Browser | null;
  system: System | null;
}

/** No browser’s User-Agent is longer; patterns never see more. */
const longest = 1_000;

/** What a User-Agent says, which anybody can forge. */
export function clientOf(userAgent: string | null | undefined): Pick<Client, "browser" | "system"> {
  if (!userAgent || userAgent.length > longest) return { browser: null, system: null };
  const { browser, os } = parse(userAgent);
  return { browser: named(browsers, browser.name), system: named(systems, os.name) };
}

const named = <Name extends string>(names: Record<string, Name>, name = ""): Name | null =>
  Object.hasOwn(names, name) ? (names[name] ?? null) : null;
