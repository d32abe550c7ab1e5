"use client";

import { PageError, type PageErrorProps } from "@/components/ui/message/page-error";

/** Replaces the page only: the frame around it stays. */
export default function ErrorInFrame(props: PageErrorProps) {
  return <PageError {...props} />;
}
