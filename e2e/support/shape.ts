/** The structure of a page: everything that could affect its accessibility except the words. */
export interface Shape {
  /** The page, and properties of several elements together: the order of its headings, the names of its landmarks. */
  page: string;
  /** A number for each kind of element: the element and its ancestors. */
  kinds: number[];
  /** The current theme and width. */
  looks: string;
}

/**
 * Runs in the page. Two elements are of one kind when they and all around them have the same names, classes, states and
 * roles, have words or none, are seen or not, and find what they refer to. Properties that depend on other elements are
 * in the page's line.
 */
export function describeShape(within: string): Shape {
  const root = document.documentElement;
  const seen = (element: Element) => element.checkVisibility({ visibilityProperty: true });
  const telling =
    /^(aria-(?!label|describedby|controls|owns|activedescendant|valuetext)|role|tabindex|type|open|hidden)/;
  const refers = /^(aria-(labelledby|describedby|controls|owns|activedescendant)|for)$/;

  const attributesOf = (element: Element) =>
    [...element.attributes].map(({ name, value }) => {
      if (telling.test(name)) return `${name}=${value}`;
      if (refers.test(name)) return `${name}:${value.split(" ").every((id) => document.getElementById(id))}`;
      return value.trim() === "" ? `${name}:` : name;
    });
  const stateOf = (element: Element) => [
    seen(element),
    element.childElementCount > 0,
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
    element.textContent?.trim() !== "",
    (element as HTMLInputElement).labels?.length,
    (element as HTMLInputElement).disabled,
  ];
  const hash = (text: string, start: number) => {
    let sum = start;
    for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
    return sum;
  };
  const kinds = new Map<number, Element[]>();
  const walk = (element: Element, around: number) => {
    const own = `${element.tagName}.${element.getAttribute("class")} ${attributesOf(element)} ${stateOf(element)}`;
    const kind = hash(own, around);
    const alike = kinds.get(kind);
    if (alike) alike.push(element);
    else if (element.closest(within)) kinds.set(kind, [element]);
    for (const child of element.children) if (child.tagName !== "SCRIPT") walk(child, kind);
  };
  walk(document.body, hash(within, 0x811c9dc5));
  window.elementsOfKind = kinds;

  const all = (selector: string) => [...document.querySelectorAll(selector)].filter(seen);
  const headings = all("h1, h2, h3, h4, h5, h6").map(({ tagName }) => tagName);
  const steps = new Set(headings.map((name, place) => `${headings[place - 1]}${name}`));
  const landmarks = all("main, nav, header, footer, aside, section, form, [role]:not([role=presentation])").map(
    (one) => `${one.tagName} ${one.getAttribute("role")} ${one.getAttribute("aria-label")}`,
  );
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  const address = location.pathname
    .replace(/(?<=\/(organisations|dns|invitations)\/)(?!new$)[^/]+/g, "…")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "…");
  const page = [
    within,
    address,
    document.title !== "",
    root.lang,
    [...steps].sort(),
    headings.filter((name) => name === "H1").length,
    [...new Set(landmarks)].filter((one) => landmarks.indexOf(one) !== landmarks.lastIndexOf(one)).length,
    new Set(ids).size === ids.length,
  ].join(" ");
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  return { page, kinds: [...kinds.keys()], looks: `${innerWidth} ${dark}` };
}

declare global {
  interface Window {
    /** The elements of the last described shape. */
    elementsOfKind: Map<number, Element[]>;
  }
}
