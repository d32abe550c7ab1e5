"use client";

import { unstable_rethrow } from "next/navigation";
import { type ReactNode, startTransition, useEffect, useState, useSyncExternalStore } from "react";
import { say, sayRefused } from "@/components/ui/toast";
import type { Outcome } from "@/lib/errors";

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

/**
 * A form of buttons alone. It works without JavaScript; with it, whoever pressed is told what became of it, and the focus stays
 * on the page when the button is gone by then.
 */
export function PostForm({ action, className, children }: PostFormProps) {
  const alive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const [answer, setAnswer] = useState<Answer>();
  const post = async (form: FormData) => {
    try {
      const became = await action(form);
      startTransition(() => setAnswer(became));
    } catch (error) {
      unstable_rethrow(error);
      sayRefused("Couldn’t reach Guildhall. Nothing was changed. Try again.");
    }
  };
  useEffect(() => {
    if (!answer) return;
    if (!answer.ok) sayRefused(answer.error.message);
    else if (answer.data) say(answer.data);
    if (document.activeElement === document.body) document.getElementById("content")?.focus({ preventScroll: true });
  }, [answer]);
  return (
    // Until the page is alive the form is the server’s own: browsers without JavaScript send it as it is.
    <form action={alive ? post : (action as (form: FormData) => Promise<never>)} className={className}>
      {children}
    </form>
  );
}
