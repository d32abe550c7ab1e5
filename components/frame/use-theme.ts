"use client";

import { useSyncExternalStore } from "react";
import { type Theme, themeAttribute, themeCookie } from "@/components/frame/theme";

const year = 365 * 24 * 60 * 60;

/** The theme chosen since the page was loaded; kept here because several components show it. */
let chosen: Theme | undefined;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Applies at once on this page, and by a cookie on all later ones. */
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

/** The current theme; `first` is the one the server read from the cookie. */
export function useTheme(first: Theme): Theme {
  return useSyncExternalStore(
    subscribe,
    () => chosen ?? first,
    () => first,
  );
}
