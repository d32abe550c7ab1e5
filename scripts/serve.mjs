// The application's process: Next behind a server of our own, because `next start` believes any client's
// x-forwarded-for and doesn't end while an event stream is open. Started by up.mjs; alone it needs the whole
// environment: NODE_ENV=production node scripts/serve.mjs
import http from "node:http";
import next from "next";
import { endServer } from "./serve/ending.mjs";
import { peerHeaders } from "./serve/peer.mjs";
import { root } from "./up/paths.mjs";
import { portLine } from "./up/port.mjs";
import { Refusal, runMain } from "./up/refusal.mjs";
import { readSettings } from "./up/settings.mjs";

async function main() {
  const { port, host } = readSettings(process.env, { ownerNeeded: false });
  const setPeer = peerHeaders(process.env.TRUSTED_PROXIES);
  const server = http.createServer();
  const app = next({ dev: process.argv.includes("--dev"), dir: root, hostname: host, port, httpServer: server });
  const ended = whenAskedToEnd();

  await app.prepare();
  const handle = app.getRequestHandler();
  server.on("request", (request, response) => {
    setPeer(request);
    handle(request, response).catch((error) => fail(response, error));
  });
  // Next adds its own listener for websockets with the first request; this one comes before it.
  server.on("upgrade", (request) => setPeer(request));
  await listen(server, port, host);
  process.send?.("ready");

  await ended;
  await endServer({ server, close: () => app.close() });
  return 0;
}

/** Next answers its own errors; this is for one that it didn't expect. */
function fail(response, error) {
  console.error(`A request failed: ${error?.message ?? error}`);
  response.statusCode = 500;
  response.end();
}

function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(new Refusal(portLine(error.code, port, host))));
    server.listen(port, host, resolve);
  });
}

/** A signal, or the end of the process that started this one: without it nobody would ever free the port. */
function whenAskedToEnd() {
  return new Promise((resolve) => {
    for (const event of ["SIGINT", "SIGTERM", "disconnect"]) process.on(event, () => resolve());
  });
}

await runMain(main);
