"use client";

import { PageError, type PageErrorProps } from "@/components/frame/page-error";

/** Stands in the page's place: the frame around it stays. */
export default function ErrorInFrame(props: PageErrorProps) {
  return <PageError {...props} />;
}
