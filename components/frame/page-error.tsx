"use client";

import { ErrorState } from "@/components/ui/message/error-state";

export interface PageErrorProps {
  error: Error & { digest?: string };
  /** Reads the page anew. */
  retry: () => void;
}

/** A page that could not be read. What went wrong is in the server's log under the digest. */
export function PageError({ error, retry }: PageErrorProps) {
  return (
    <>
      <h1 className="sr-only">Something went wrong</h1>
      <ErrorState title="This page couldn’t be read" retry={retry}>
        Nothing was changed. The database may be away for a moment; try again.
        {error.digest && <span className="block text-ink-faint">Mark in the log: {error.digest}</span>}
      </ErrorState>
    </>
  );
}
