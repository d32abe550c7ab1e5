// The application's process: Next behind a server of our own, because `next start` believes any client's
// x-forwarded-for and doesn't end while an event stream is open. Started by up.mjs; alone it needs the whole
// environment: NODE_ENV=production node scripts/serve.mjs
import { EventEmitter } from "node:events";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import next from "next";
import { actionsOf } from "./serve/action.mjs";
import { endServer } from "./serve/ending.mjs";
import { makeGate } from "./serve/gate.mjs";
import { patience } from "./serve/patience.mjs";
import { identifyRequests } from "./serve/requests.mjs";
import { root } from "./up/paths.mjs";
import { portLine } from "./up/port.mjs";
import { Refusal, runMain } from "./up/refusal.mjs";
import { readSettings } from "./up/settings.mjs";

// Settings come only from the environment: Next would add those of a .env file, which the scripts around it don't see.
process.env.__NEXT_PROCESSED_ENV = "true";

async function main() {
  const { port, host, publicUrl } = readSettings(process.env, { ownerNeeded: false });
  // The address for Next's requests to itself: here, in plain http, even if a proxy was called over https.
  process.env.__NEXT_PRIVATE_ORIGIN = `http://${net.isIPv6(host) ? `[${host}]` : host}:${port}`;
  const dev = process.argv.includes("--dev");
  const build = path.resolve(root, process.env.GUILDHALL_BUILD || ".next");
  const { TRUSTED_PROXIES: trustedProxies } = process.env;
  const gate = makeGate({ trustedProxies, publicUrl, actions: dev ? undefined : actionsOf(build) });
  const server = http.createServer(patience);
  // Next handles only its development server's upgrades. Without a listener Node passes such a request on like any
  // other.
  const upgrades = dev ? server : new EventEmitter();
  const app = next({ dev, dir: root, hostname: host, port, httpServer: upgrades });
  const ended = whenAskedToEnd();
  const started = new Promise((resolve) => {
    globalThis.guildhallStarted = resolve;
  });

  await app.prepare();
  const handle = app.getRequestHandler();
  const identify = identifyRequests();
  const serve = (request, response) =>
    identify(request, response, () => {
      gate(request, response, () => {
        // Compiled with the application, so it isn't recompiled during development.
        if (!dev && globalThis.guildhallApi?.(request, response)) return;
        handle(request, response).catch((error) => fail(response, error));
      });
    });
  server.on("request", serve).on("checkContinue", serve);
  await listen(server, port, host);
  // Next reports that it is prepared before it starts the application, which may still refuse.
  await Promise.race([started, ended]);
  process.send?.("ready");

  await ended;
  await endServer({ server, close: () => app.close() });
  return 0;
}

/** Next handles its own errors; this is for unexpected ones. */
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

/** A signal, or the end of the process that started this one: without it the port would never be freed. */
function whenAskedToEnd() {
  return new Promise((resolve) => {
    for (const event of ["SIGINT", "SIGTERM", "disconnect"]) process.on(event, () => resolve());
  });
}

await runMain(main);
