"use client";

import { useSyncExternalStore } from "react";
import { type Theme, themeAttribute, themeCookie } from "@/components/frame/theme";

const year = 365 * 24 * 60 * 60;

/** Chosen since the page was loaded; kept here because more than one thing on a page shows it. */
let chosen: Theme | undefined;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** At once on this page, by a cookie on every later one. */
export function chooseTheme(next: Theme): void {
  const attribute = themeAttribute(next);
  if (attribute) document.documentElement.dataset.theme = attribute;
  else delete document.documentElement.dataset.theme;
  const secure = location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere
  document.cookie = `${themeCookie}=${next}; path=/; max-age=${attribute ? year : 0}; samesite=lax${secure}`;
  chosen = next;
  for (const listener of listeners) listener();
}

/** The theme in force; `first` is what the server read from the cookie. */
export function useTheme(first: Theme): Theme {
  return useSyncExternalStore(
    subscribe,
    () => chosen ?? first,
    () => first,
  );
}
