// Serves the peer's build like our own server serves ours, without our gate: PORT=… node bench/peers/serve.mjs
import http from "node:http";
import next from "next";

process.env.__NEXT_PROCESSED_ENV = "true";
const port = Number(process.env.PORT);
const app = next({ dev: false, dir: import.meta.dirname, hostname: "127.0.0.1", port });
await app.prepare();
const server = http.createServer(app.getRequestHandler());
server.listen(port, "127.0.0.1", () => process.send?.("ready"));
// It has no purpose without the process that started it.
for (const event of ["SIGINT", "SIGTERM", "disconnect"]) process.on(event, () => process.exit());
