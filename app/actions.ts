"use server";

import { leaveSession } from "@/lib/transport/session";

export async function leaveSessionAction(): Promise<void> {
  await leaveSession();
}
