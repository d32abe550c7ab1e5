import { afterAll, beforeAll } from "vitest";
import { databaseUrl, type NameServer, startNameServer } from "./start";

/**
 * A name server for the tests of a file; the application is connected to it for checks and DNSSEC.
 * @returns the server, once it runs
 */
export function useNameServer(): () => NameServer {
  let server: NameServer | undefined;
  beforeAll(async () => {
    server = await startNameServer(databaseUrl());
    process.env.DNS_PORT = String(server.port);
    process.env.DNS_API_URL = server.apiUrl;
    process.env.DNS_API_KEY = server.apiKey;
  });
  afterAll(() => server?.stop());
  return () => {
    if (!server) throw new Error("The name server isn’t running.");
    return server;
  };
}
