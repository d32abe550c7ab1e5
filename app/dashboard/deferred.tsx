import { headers } from "next/headers";
import { type ReactNode, Suspense } from "react";
import { RowBones } from "@/components/ui/message/skeleton";

interface DeferredProps {
  /** How many rows are likely. */
  rows?: number;
  children: ReactNode;
}

/**
 * A part of a page that is still being read: bones stand for it when somebody comes from another page. A document is sent whole,
 * for without scripts nothing would ever take the bones' place. (What fetches it, browsers say; over plain http they may not.)
 */
export async function Deferred({ rows, children }: DeferredProps) {
  const isDocument = (await headers()).get("sec-fetch-dest") !== "empty";
  return isDocument ? children : <Suspense fallback={<RowBones rows={rows} />}>{children}</Suspense>;
}
