"use server";

import { leaveSession } from "@/lib/doors/page/session";

export async function leaveSessionAction(): Promise<void> {
  await leaveSession();
}
