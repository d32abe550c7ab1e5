"use client";

import { type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";
import { answerOf } from "@/components/forms/answer";
import { say, sayRefused } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

/** What became of a form: what to say of it, or nothing where the page shows it well enough. */
export type Answer = Outcome<string | undefined>;

interface PostFormProps {
  /** A server action. */
  action: (form: FormData) => Promise<Answer>;
  className?: string;
  /** Holds `PostButton`s: each may carry a name and a value of its own. */
  children: ReactNode;
}

const never = () => () => {};

/** What had the focus is gone, and with it whoever reads by keyboard would be sent back to the top. */
function keepFocus() {
  if (document.activeElement === document.body) document.getElementById("content")?.focus({ preventScroll: true });
}

/**
 * A form of buttons alone. It works without JavaScript; with it, whoever pressed is told what became of it, and the focus stays
 * on the page when the button, or all of the form, is gone by then.
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
    const answer = await answerOf(action(form));
    if (!answer.ok) sayRefused(answer.error.message);
    else if (answer.data) say(answer.data);
  };
  // Each time that the page shows something new, for the answer brings a new page.
  useEffect(() => {
    if (posted.current) keepFocus();
  });
  useEffect(() => () => void (posted.current && keepFocus()), []);
  return (
    // Until the page is alive the form is the server’s own: browsers without JavaScript send it as it is.
    <form action={alive ? post : (action as (form: FormData) => Promise<never>)} className={className}>
      {children}
    </form>
  );
}
