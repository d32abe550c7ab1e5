"use client";

import { useRef } from "react";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import type { Outcome } from "@/lib/kernel/errors";

interface LinkProviderProps {
  provider: string;
  name: string;
  /** Whether this session may link now; it may have to prove first who uses it. */
  check: (input: Record<string, never>) => Promise<Outcome<unknown>>;
}

/** Leaves for the provider, on a plain form: without JavaScript it goes there at once. */
export function LinkProvider({ provider, name, check }: LinkProviderProps) {
  const form = useRef<HTMLFormElement>(null);
  const [act, pending] = useAction();
  return (
    <form
      ref={form}
      method="post"
      action={`/api/auth/${provider}/begin`}
      onSubmit={(event) => {
        event.preventDefault();
        act(
          () => check({}),
          () => form.current?.submit(),
        );
      }}
    >
      <input type="hidden" name="purpose" value="link" />
      <Button type="submit" size="small" busy={pending}>
        Link<span className="sr-only"> {name}</span>
      </Button>
    </form>
  );
}
