import { createSocket } from "node:dgram";
import { connect, isIPv6 } from "node:net";
import packet from "dns-packet";

interface At {
  address: string;
  port: number;
}

/** The address to query for a server that listens on all. */
const hostOf = (address: string) => ({ "0.0.0.0": "127.0.0.1", "::": "::1" })[address] ?? address;
const failed = 2;
const atOnce = 50;
const eachMs = 1_000;

const question = (id: number, name: string, type: string) =>
  packet.encode({ type: "query", id, flags: 0, questions: [{ type: type as "SOA", class: "IN", name }] });

/**
 * The names for which the name server fails (SERVFAIL). One record that it can’t read spoils every type at its name, so one type
 * per name is queried. Null if it doesn’t answer at all.
 */
export async function failingNames(at: At, names: string[]): Promise<string[] | null> {
  const failing: string[] = [];
  for (let from = 0; from < names.length; from += atOnce) {
    const part = names.slice(from, from + atOnce);
    let codes = await codesOf(at, part);
    const open = part.filter((name) => !codes.has(name));
    if (open.length > 0) codes = new Map([...codes, ...(await codesOf(at, open))]);
    if (part.some((name) => !codes.has(name))) return null;
    failing.push(...part.filter((name) => codes.get(name) === failed));
  }
  return failing;
}

function codesOf({ address, port }: At, names: string[]): Promise<Map<string, number>> {
  const host = hostOf(address);
  const codes = new Map<string, number>();
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(host) ? "udp6" : "udp4");
    const end = () => {
      clearTimeout(timer);
      socket.close();
      resolve(codes);
    };
    const timer = setTimeout(end, eachMs);
    socket.on("error", end);
    socket.on("message", (message) => {
      const name = message.length >= 12 ? names[message.readUInt16BE(0)] : undefined;
      if (name === undefined) return;
      codes.set(name, message.readUInt8(3) & 15);
      if (codes.size === names.length) end();
    });
    socket.connect(port, host, () => {
      for (const [id, name] of names.entries()) socket.send(question(id, name, "SOA"));
    });
  });
}

/** Whether the whole zone can be transferred; null if transfers are refused, or it isn’t known in time. */
export function transfers({ address, port }: At, zone: string, milliseconds: number): Promise<boolean | null> {
  return new Promise((resolve) => {
    const socket = connect(port, hostOf(address));
    let kept = Buffer.alloc(0);
    let ends = 0;
    const end = (whole: boolean | null) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(whole);
    };
    const timer = setTimeout(end, milliseconds, null);
    socket.on("connect", () => {
      const asked = question(1, zone, "AXFR");
      const length = Buffer.alloc(2);
      length.writeUInt16BE(asked.length);
      socket.write(Buffer.concat([length, asked]));
    });
    // Interrupted after it had begun, or it never began.
    socket.on("error", () => end(ends > 0 ? false : null));
    socket.on("end", () => end(ends > 0 ? false : null));
    socket.on("data", (data) => {
      kept = Buffer.concat([kept, data]);
      while (kept.length >= 2 && kept.length >= 2 + kept.readUInt16BE(0)) {
        const message = kept.subarray(2, 2 + kept.readUInt16BE(0));
        kept = kept.subarray(2 + message.length);
        const code = message.length >= 12 ? message.readUInt8(3) & 15 : failed;
        if (code === failed) return end(false);
        if (code !== 0) return end(null);
        ends += soasIn(message);
        if (ends >= 2) return end(true);
      }
    });
  });
}

/** A transfer begins and ends with the SOA. */
function soasIn(message: Buffer): number {
  let count = 0;
  let at = 12;
  for (let left = message.readUInt16BE(4); left > 0; left--) at = behindName(message, at) + 4;
  for (let left = message.readUInt16BE(6); left > 0 && at + 10 < message.length; left--) {
    at = behindName(message, at);
    if (message.readUInt16BE(at) === 6) count++;
    at += 10 + message.readUInt16BE(at + 8);
  }
  return count;
}

function behindName(message: Buffer, start: number): number {
  let at = start;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    if (length >= 0xc0) return at + 2;
    at += 1 + length;
  }
  return at + 1;
}
