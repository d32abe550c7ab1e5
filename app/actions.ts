"use server";

import { leaveSession } from "@/lib/doors/page/sign_out";

export async function leaveSessionAction(): Promise<void> {
  await leaveSession();
}
