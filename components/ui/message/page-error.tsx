"use client";

import { lazy, Suspense } from "react";
import type { PageErrorProps } from "@/components/ui/message/page-error-text";

export type { PageErrorProps };

/** Fetched when there is an error: every page would have it otherwise. */
const Text = lazy(async () => {
  try {
    return await import("@/components/ui/message/page-error-text");
  } catch {
    return { default: PlainError };
  }
});

/** A page that couldn't be read. */
export function PageError(props: PageErrorProps) {
  return (
    <Suspense>
      <Text {...props} />
    </Suspense>
  );
}

/** Where not even the words could be fetched. */
function PlainError({ retry }: PageErrorProps) {
  return (
    <p role="alert">
      This page couldn’t be loaded.{" "}
      <button type="button" className="underline" onClick={retry}>
        Try again
      </button>
    </p>
  );
}
