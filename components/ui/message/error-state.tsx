import type { ReactNode } from "react";
import { RetryButton } from "@/components/ui/button/retry-button";
import { Notice } from "@/components/ui/message/notice";

interface ErrorStateProps {
  /** The failure: "The members could not be read". */
  title: string;
  /** The cause, and what did not change. */
  children?: ReactNode;
  /** How to try again; by default the page is reloaded. */
  retry?: () => void;
}

/** Replaces the content; never looks like an empty list. */
export function ErrorState({ title, children, retry }: ErrorStateProps) {
  return (
    <Notice tone="bad" role="alert" title={title} actions={<RetryButton retry={retry} />}>
      {children}
    </Notice>
  );
}
