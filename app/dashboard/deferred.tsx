import { headers } from "next/headers";
import { type ReactNode, Suspense } from "react";
import { RowBones } from "@/components/ui/message/skeleton";

interface DeferredProps {
  /** The likely number of rows. */
  rows?: number;
  children: ReactNode;
}

/**
 * A part of a page that is still loading: a skeleton replaces it on navigation from another page. A full document
 * is sent complete, because without scripts nothing would ever replace the skeleton. (Browsers say which of the two
 * they fetch; over plain http they may not.)
 */
export async function Deferred({ rows, children }: DeferredProps) {
  const isDocument = (await headers()).get("sec-fetch-dest") !== "empty";
  return isDocument ? children : <Suspense fallback={<RowBones rows={rows} />}>{children}</Suspense>;
}
