/**
 * Runs once when the application starts. The condition is written out, so that the bundler leaves this out elsewhere.
 */
export async function register() {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { start } = await import("@/lib/start");
    await start();
  }
}
