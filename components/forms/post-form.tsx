"use client";

import { type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";
import { answerOf } from "@/components/forms/answer";
import { withProof } from "@/components/forms/proof";
import { say, sayRefused } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

/** The outcome of a form: a message, or nothing where the page shows it well enough. */
export type Answer = Outcome<string | undefined>;

interface PostFormProps {
  /** A server action. */
  action: (form: FormData) => Promise<Answer>;
  className?: string;
  /** Holds `PostButton`s: each may carry a name and a value of its own. */
  children: ReactNode;
}

const never = () => () => {};

/** The focused element is gone; without this, keyboard users would be sent back to the top. */
function keepFocus() {
  if (document.activeElement === document.body) document.getElementById("content")?.focus({ preventScroll: true });
}

/**
 * A form that only has buttons. It works without JavaScript; with it, a message says how it went, and the focus stays
 * on the page even if the button or the whole form is gone by then.
 */
export function PostForm({ action, className, children }: PostFormProps) {
  const alive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const posted = useRef(false);
  const post = async (form: FormData) => {
    posted.current = true;
    const answer = await answerOf(withProof(() => action(form)));
    if (!answer.ok) sayRefused(answer.error.message);
    else if (answer.data) say(answer.data);
  };
  // After each render of the page, because the answer brings a new page.
  useEffect(() => {
    if (posted.current) keepFocus();
  });
  useEffect(() => () => void (posted.current && keepFocus()), []);
  return (
    // Before hydration the form uses the server action itself: browsers without JavaScript submit it as it is.
    <form action={alive ? post : (action as (form: FormData) => Promise<never>)} className={className}>
      {children}
    </form>
  );
}
