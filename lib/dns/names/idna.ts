import punycode from "punycode/punycode.js";

/**
 * An international label as it is written in DNS: "münchen" is "xn--mnchen-3ya". Undefined if it isn’t valid. Browsers
 * and Node know the rules already, in URL.
 */
export function toALabel(label: string): string | undefined {
  // Nothing with another meaning in a URL.
  if (/[^\w\u0080-\u{10ffff}-]/u.test(label) || label.length > 255) return undefined;
  try {
    const host = new URL(`http://${label}.x`).hostname;
    const made = host.endsWith(".x") ? host.slice(0, -2) : "";
    return /^[\w-]+$/.test(made) ? made : undefined;
  } catch {
    return undefined;
  }
}

/** A label as people read it; unchanged unless typing the readable form gives exactly the same label. */
export function toULabel(label: string): string {
  if (!label.startsWith("xn--")) return label;
  try {
    const shown = punycode.toUnicode(label);
    return toALabel(shown) === label && !mixesScripts(shown) ? shown : label;
  } catch {
    return label;
  }
}

/** Latin letters mixed with Cyrillic or Greek ones are meant to deceive: such a label is shown as stored. */
function mixesScripts(label: string): boolean {
  const scripts = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u];
  return scripts.filter((script) => script.test(label)).length > 1;
}
