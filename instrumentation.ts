import { inServer } from "@/lib/env";

/** Runs once when the application starts. */
export async function register() {
  if (!inServer()) return;
  const { start } = await import("@/lib/start");
  await start();
}
