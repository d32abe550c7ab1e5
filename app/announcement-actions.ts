"use server";

import { cookies } from "next/headers";
import { dismissedCookie, withDismissed } from "@/components/announcements/dismissed";
import { dismissAnnouncement } from "@/lib/announcements/operations";
import { fieldsOf, toAction } from "@/lib/doors/action/action";
import { currentCaller } from "@/lib/doors/http/caller";
import { env } from "@/lib/env";

const dismiss = toAction(dismissAnnouncement);
const yearSeconds = 365 * 24 * 60 * 60;

/** Hides an announcement from a user, or before signing in from this browser. A form, so that no page has code for it. */
export async function dismissAction(form: FormData): Promise<void> {
  const announcement = String(fieldsOf(form).get("announcement"));
  const { actor } = await currentCaller();
  if (actor) {
    await dismiss({ announcement });
    return;
  }
  const jar = await cookies();
  const secure = env().PUBLIC_URL.protocol === "https:";
  jar.set(dismissedCookie, withDismissed(jar.get(dismissedCookie)?.value, announcement), {
    ...{ path: "/", maxAge: yearSeconds, sameSite: "lax", httpOnly: true, secure },
  });
}
