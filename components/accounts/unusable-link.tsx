import type { ReactNode } from "react";
import { Notice } from "@/components/ui/message/notice";

interface Props {
  /** What the operation behind the link answered. */
  refusal: { message: string; fields?: Record<string, string[]> } | undefined;
  /** What to do instead, as buttons. */
  actions?: ReactNode;
  /** What else to do, as a sentence. */
  children?: ReactNode;
}

/** The page behind a mailed link that is used up, too old or none. */
export const UnusableLink = ({ refusal, actions, children }: Props) => (
  <Notice tone="bad" title="This link can’t be used" actions={actions} className="mt-7">
    {refusal?.fields?.token?.[0] ?? refusal?.message} {children}
  </Notice>
);
