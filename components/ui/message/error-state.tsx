import type { ReactNode } from "react";
import { RetryButton } from "@/components/ui/button/retry-button";
import { Notice } from "@/components/ui/message/notice";

interface ErrorStateProps {
  /** What failed: "The members could not be read". */
  title: string;
  /** Why, and what did not change. */
  children?: ReactNode;
  /** How to try again; without it the page is read anew. */
  retry?: () => void;
}

/** Stands where the content would have stood; never looks like an empty list. */
export function ErrorState({ title, children, retry }: ErrorStateProps) {
  return (
    <Notice tone="bad" role="alert" title={title} actions={<RetryButton retry={retry} />}>
      {children}
    </Notice>
  );
}
