import { once } from "node:events";
import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

type Answer = (request: Received, response: ServerResponse, times: number) => void;
const thanks: Answer = (_request, response) => void response.end("thanks");

/** A webhook receiver on this machine. It keeps the requests, and responds with the given function. */
export async function startReceiver(answer: Answer = thanks, certificate?: { key: string; cert: string }) {
  const received: Received[] = [];
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const whole = { path: request.url ?? "", headers: request.headers, body: Buffer.concat(parts).toString("utf8") };
    received.push(whole);
    answer(whole, response, received.length);
  };
  const server = certificate ? https.createServer(certificate, listener) : http.createServer(listener);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise<void>((done) => server.close(() => done()));
  };
  return { port, url: `http://127.0.0.1:${port}/hook`, received, close };
}
