// The first process of a host of hosts.ts: it does there what the test asks for, and with it everything there ends.
import { execFile, spawn } from "node:child_process";
import dgram from "node:dgram";
import http from "node:http";
import net from "node:net";
import { performance } from "node:perf_hooks";

const plain = (address = "") => address.replace(/^::ffff:/, "");
const socketOf = (address) => dgram.createSocket(address.includes(":") ? "udp6" : "udp4");
const programs = new Map();
const flows = new Map();
/** Who said something over UDP here, whether or not the answer reached them. */
const heard = new Set();
/** Any answer to it is one from PostgreSQL. */
const askForTls = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

const actions = {
  /** Runs a command to its end. What it leaves running may keep its output open. */
  run: ({ command: [file, ...args], input = "", env }) =>
    new Promise((resolve, reject) => {
      const child = execFile(file, args, { env: { ...process.env, ...env } });
      let said = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
      child.on("error", reject).on("exit", (code) => {
        const done = () =>
          code === 0 ? resolve(said) : reject(new Error(`${file} ${args.join(" ")}: ${code} ${said}`));
        const late = setTimeout(done, 300);
        child.on("close", () => [clearTimeout(late), done()]);
      });
      // It may not read what it is given.
      child.stdin.on("error", () => {}).end(input);
    }),

  /** Starts a command that goes on; its output is sent as it comes. */
  start({ name, command: [file, ...args], env }) {
    const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    programs.set(name, child);
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (text) => process.send({ name, text: String(text) }));
    child.on("exit", (code, signal) => process.send({ name, ended: code ?? signal }));
    return child.pid;
  },
  signal: ({ name, signal }) => programs.get(name)?.kill(signal),

  /** Tells everybody who calls their address, then repeats what they say, over TCP and UDP. */
  serve: async ({ port }) => {
    const server = net.createServer((socket) => {
      socket.on("error", () => {}).write(`${plain(socket.remoteAddress)}\n`);
      socket.pipe(socket);
    });
    const udp = dgram.createSocket("udp6");
    udp.on("message", (text, from) => {
      heard.add(plain(from.address));
      udp.send(`${plain(from.address)}\n${text}`, from.port, from.address);
    });
    await Promise.all([
      new Promise((resolve) => server.listen(port, resolve)),
      new Promise((resolve) => udp.bind(port, resolve)),
    ]);
  },

  heard: () => [...heard],

  /** A web server that tells everybody their address. */
  web: ({ port }) =>
    new Promise((resolve) => {
      http
        .createServer((request, response) => response.end(plain(request.socket.remoteAddress)))
        .listen(port, () => resolve());
    }),

  /** Passes a port of this host on to a socket in the file system, which all hosts share. */
  relay: ({ port, path, address }) =>
    new Promise((resolve) => {
      const pass = (near) => {
        const far = net.connect(path);
        near.on("error", () => far.destroy()).pipe(far);
        far
          .on("error", () => near.destroy())
          .on("close", () => near.destroy())
          .pipe(near);
      };
      net.createServer(pass).listen(port, address, () => resolve());
    }),

  /** What somebody gets who calls there; null: nothing. */
  knock: ({ protocol, address, port, from, fromPort, bound = 1_500 }) =>
    new Promise((resolve) => {
      const socket =
        protocol === "udp"
          ? socketOf(address)
          : net.connect({ host: address, port, localAddress: from, localPort: fromPort });
      const done = (answer) => {
        clearTimeout(late);
        socket[protocol === "udp" ? "close" : "destroy"]();
        resolve(answer);
      };
      const late = setTimeout(done, bound, null);
      socket.on("error", () => done(null));
      if (protocol === "udp") {
        socket.on("message", (text) => done(String(text).split("\n")[0]));
        socket.bind(fromPort, from, () => socket.send("hello", port, address));
      } else {
        socket.on("connect", () => protocol === "postgres" && socket.write(askForTls));
        socket.on("data", (text) => done(String(text).split("\n")[0]));
      }
    }),

  /** A web page; null: there is none. */
  fetch: async ({ url }) => {
    const answer = await fetch(url, { signal: AbortSignal.timeout(3_000) }).catch(() => null);
    return answer && (await answer.text());
  },

  /** Keeps a TCP connection and a UDP socket open, and talks through both all the time. */
  flow({ flow, address, port }) {
    const last = { tcp: performance.now(), udp: performance.now() };
    const longest = { tcp: 0, udp: 0 };
    const hear = (protocol) => () => {
      const now = performance.now();
      longest[protocol] = Math.max(longest[protocol], now - last[protocol]);
      last[protocol] = now;
    };
    const tcp = net.connect({ host: address, port, noDelay: true }).on("error", () => {});
    const udp = socketOf(address).on("error", () => {});
    tcp.on("data", hear("tcp"));
    udp.on("message", hear("udp"));
    const talk = setInterval(() => {
      if (tcp.writable) tcp.write(".");
      udp.send(".", port, address, () => {});
    }, 50);
    flows.set(flow, { last, longest, end: () => [clearInterval(talk), tcp.destroy(), udp.close()] });
  },
  /** For how many milliseconds each has had no answer now, and for how many it hadn't at most. */
  silence({ flow }) {
    const { last, longest } = flows.get(flow);
    const now = performance.now();
    return { tcp: now - last.tcp, udp: now - last.udp, longest: { ...longest } };
  },
  endFlow({ flow }) {
    flows.get(flow).end();
    flows.delete(flow);
  },
};

process.on("message", async ({ id, what, ...given }) => {
  try {
    process.send({ id, result: (await actions[what](given)) ?? null });
  } catch (error) {
    process.send({ id, error: error.message });
  }
});
process.on("disconnect", () => process.exit(0));
process.send({ ready: true });
