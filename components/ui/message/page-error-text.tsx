"use client";

import { ErrorState } from "@/components/ui/message/error-state";

export interface PageErrorProps {
  error: Error & { digest?: string };
  /** Reloads the page's data. */
  retry: () => void;
}

/** The server's log has the cause under the digest. */
export default function PageErrorText({ error, retry }: PageErrorProps) {
  return (
    <>
      <h1 className="sr-only">Something went wrong</h1>
      <ErrorState title="This page couldn’t be loaded" retry={retry}>
        Nothing was changed. The database may be unavailable for a moment; try again.
        {error.digest && <span className="block text-ink-faint">Log reference: {error.digest}</span>}
      </ErrorState>
    </>
  );
}
