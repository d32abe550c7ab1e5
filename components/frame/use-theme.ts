"use client";

import { useState } from "react";
import { type Theme, themeAttribute, themeCookie } from "@/components/frame/theme";

const year = 365 * 24 * 60 * 60;

/** The theme in force and how to change it: at once on this page, by a cookie on every later one. */
export function useTheme(first: Theme): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(first);
  const choose = (next: Theme) => {
    const attribute = themeAttribute(next);
    if (attribute) document.documentElement.dataset.theme = attribute;
    else delete document.documentElement.dataset.theme;
    const secure = location.protocol === "https:" ? "; secure" : "";
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere
    document.cookie = `${themeCookie}=${next}; path=/; max-age=${attribute ? year : 0}; samesite=lax${secure}`;
    setTheme(next);
  };
  return [theme, choose];
}
