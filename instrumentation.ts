/** Runs once when the application starts. The condition stands here in full, so that the bundler leaves it out elsewhere. */
export async function register() {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { start } = await import("@/lib/start");
    await start();
  }
}
