"use client";

import { useEffect } from "react";
import type { Outcome } from "@/lib/kernel/errors";

interface NoteVisitProps {
  organisation: string;
  select: (input: { organisation: string }) => Promise<Outcome<unknown>>;
}

/** Somebody works here now: the session notes it, so that the next page without an organisation leads back. */
export function NoteVisit({ organisation, select }: NoteVisitProps) {
  useEffect(() => {
    // It may fail: then the session simply goes on in the one before.
    select({ organisation }).catch(() => undefined);
  }, [organisation, select]);
  return null;
}
