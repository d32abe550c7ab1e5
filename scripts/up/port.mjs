import net from "node:net";

/** The code why nothing can listen there ("EADDRINUSE", "EACCES", …), or undefined if it can. */
export function whyNoListening(port, host) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once("error", (error) => resolve(error.code ?? error.message));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });
}

/** The message for an address that can't be used. */
export function portLine(code, port, host) {
  const why =
    {
      EADDRINUSE: `Port ${port} on ${host} is in use by another program.`,
      EACCES: `Port ${port} on ${host} can't be used without more privileges.`,
      EADDRNOTAVAIL: `HOST=${host} is not an address of this machine.`,
      ENOTFOUND: `HOST=${host} is not an address of this machine.`,
    }[code] ?? `Can't listen on ${host}, port ${port} (${code}).`;
  return code.startsWith("EADDRNOT") || code === "ENOTFOUND"
    ? why
    : `${why} Choose another, for example: PORT=${port + 1} npm run up`;
}

/** A free port for the embedded database, below the range from which systems take ports for outgoing connections. */
export async function freePort() {
  for (let tries = 0; tries < 50; tries++) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if ((await whyNoListening(port, "127.0.0.1")) === undefined) return port;
  }
  throw new Error("no free port found between 20000 and 32000");
}
