import net from "node:net";

export interface Answer {
  status: number;
  head: string;
  body: string;
}

/**
 * Sends raw bytes, unlike any HTTP client, and reads until the server closes the connection. @param from another
 * address of this machine than the default
 */
export function raw(url: string, request: string, from = "127.0.0.1"): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: hostname, port: Number(port), localAddress: from });
    let text = "";
    const done = () => {
      socket.destroy();
      // The response follows "100 Continue".
      const [head = "", ...body] = text.replace(/^HTTP\/1\.1 100 .*\r\n\r\n/, "").split("\r\n\r\n");
      resolve({ status: Number(head.split(" ")[1]), head, body: body.join("\r\n\r\n") });
    };
    socket.setEncoding("utf8").on("data", (part) => (text += part));
    // A server that has responded doesn't read the rest of a body any more.
    socket.on("end", done).on("error", (error) => (text ? done() : reject(error)));
    socket.setTimeout(20_000, () => reject(new Error(`no answer and no end to ${request.slice(0, 80)}`)));
    socket.write(request);
  });
}

/** The bytes of a request whose connection ends with the response; its Host is that of the URL. */
export function request(url: string, line: string, headers: Record<string, string> = {}, body = ""): string {
  const all = {
    host: new URL(url).host,
    connection: "close",
    ...(body ? { "content-length": String(Buffer.byteLength(body)) } : {}),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line} HTTP/1.1\r\n${lines.join("")}\r\n${body}`;
}
