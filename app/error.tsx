"use client";

import { PageError, type PageErrorProps } from "@/components/ui/message/page-error";

/** Shown when not even the frame around a page could be read. */
export default function ErrorAlone(props: PageErrorProps) {
  return (
    <main id="content" className="@container/page mx-auto max-w-(--width-page) p-6">
      <PageError {...props} />
    </main>
  );
}
