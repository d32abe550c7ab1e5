import net from "node:net";

export interface Count {
  /** Replies that ended with "ready for query": one for each message or group of messages sent. */
  roundTrips: number;
  /** Completed statements. */
  statements: number;
}

/** A proxy in front of PostgreSQL that counts its replies. Only for counting, because it costs time. */
export async function countingProxy(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const count: Count = { roundTrips: 0, statements: 0 };
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const database = net.connect(Number(target.port || 5432), target.hostname);
    const look = reader(count);
    database.on("data", look);
    client.pipe(database).pipe(client);
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on("error", () => {}).on("close", () => [client, database].forEach((each) => void each.destroy()));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const through = (url: string) => {
    const given = new URL(url);
    given.hostname = "127.0.0.1";
    given.port = String((server.address() as net.AddressInfo).port);
    return given.href;
  };
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { through, read: (): Count => ({ ...count }), close };
}

/** Parses the server's messages: a letter and a length each. Messages of the log-in aren't counted. */
function reader(count: Count): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let signedIn = false;
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= 5) {
      const length = 1 + rest.readUInt32BE(1);
      if (rest.length < length) return;
      const kind = String.fromCharCode(rest[0] ?? 0);
      rest = rest.subarray(length);
      if (signedIn && kind === "Z") count.roundTrips++;
      if (signedIn && kind === "C") count.statements++;
      if (kind === "Z") signedIn = true;
    }
  };
}
