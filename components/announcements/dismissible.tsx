"use client";

import { type ReactNode, useState } from "react";
import { dismissedCookie, withDismissed } from "@/components/announcements/dismissed";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import { Notice } from "@/components/ui/message/notice";
import type { Outcome } from "@/lib/kernel/errors";

interface DismissibleProps {
  id: string;
  text: string;
  tone: "note" | "warn";
  /** The line itself. */
  children: ReactNode;
  dismiss?: (input: { announcement: string }) => Promise<Outcome<unknown>>;
}

const year = 365 * 24 * 60 * 60;

/** Before signing in this browser remembers it. */
function remember(id: string): void {
  const [, before] = new RegExp(`(?:^|; )${dismissedCookie}=([^;]*)`).exec(document.cookie) ?? [];
  const secure = location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere
  document.cookie = `${dismissedCookie}=${withDismissed(before, id)}; path=/; max-age=${year}; samesite=lax${secure}`;
}

/** An announcement with a button that hides it. */
export function Dismissible({ id, text, tone, children, dismiss }: DismissibleProps) {
  const [act, pending] = useAction();
  const [hidden, setHidden] = useState(false);
  if (hidden) return null;
  const hide = () => {
    setHidden(true);
    // The button that had the focus is gone.
    document.getElementById("content")?.focus();
  };
  const press = () => {
    if (dismiss) return act(() => dismiss({ announcement: id }), hide);
    remember(id);
    hide();
  };
  return (
    <Notice
      tone={tone}
      actions={
        <Button
          size="small"
          variant="quiet"
          className="noscript:hidden"
          busy={pending}
          onClick={press}
          aria-label={`Dismiss: ${text}`}
        >
          Dismiss
        </Button>
      }
    >
      {children}
    </Notice>
  );
}
