"use client";

import { useEffect } from "react";
import type { Outcome } from "@/lib/kernel/errors";

interface NoteVisitProps {
  organisation: string;
  select: (input: { organisation: string }) => Promise<Outcome<unknown>>;
}

/** Notes in the session that the user works here now, so that the next page without an organisation leads back. */
export function NoteVisit({ organisation, select }: NoteVisitProps) {
  useEffect(() => {
    // If it fails, the session simply stays in the previous one.
    select({ organisation }).catch(() => undefined);
  }, [organisation, select]);
  return null;
}
