const inFlight = 1_000;
const hookBound = 10_000;

/**
 * Shuts a server down: nothing new is accepted, requests in flight get a second, then every connection is closed (an
 * event stream would stay open for ever). Meanwhile the application's own hook lets its worker finish.
 * @param {{ server: import("node:http").Server, close: () => Promise<void> }} what close: the framework's own shutdown
 */
export async function endServer({ server, close }) {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), inFlight);
  await Promise.all([closed, within(hookBound, globalThis.guildhallShutdown?.())]);
  clearTimeout(cut);
  await within(1_000, close());
}

/**
 * Waits for the promise, but no longer than the limit; an error is printed in one line and doesn't stop the shutdown.
 */
async function within(milliseconds, promise) {
  let timer;
  const bound = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  try {
    await Promise.race([promise, bound]);
  } catch (error) {
    console.error(`Ending the application: ${error?.message ?? error}`);
  } finally {
    clearTimeout(timer);
  }
}
