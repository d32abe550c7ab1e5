"use client";

import { ErrorState } from "@/components/ui/error-state";

interface Props {
  error: Error & { digest?: string };
  /** Reads the page anew. */
  retry: () => void;
}

/** A page that could not be read. What went wrong is in the server's log under the digest. */
export default function PageError({ error, retry }: Props) {
  return (
    <main id="content" className="mx-auto max-w-(--width-page) p-6">
      <h1 className="sr-only">Something went wrong</h1>
      <ErrorState title="This page couldn’t be read" retry={retry}>
        Nothing was changed. The database may be away for a moment; try again.
        {error.digest && <span className="block text-ink-faint">Mark in the log: {error.digest}</span>}
      </ErrorState>
    </main>
  );
}
