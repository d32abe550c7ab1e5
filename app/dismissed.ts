import { cookies } from "next/headers";
import { dismissedCookie, readDismissed } from "@/components/announcements/dismissed";

/** The announcements that were dismissed in this browser before signing in. */
export async function dismissedHere() {
  return readDismissed((await cookies()).get(dismissedCookie)?.value);
}
