// Types of the start scripts for these tests. The scripts are plain JavaScript, because Node runs them before anything is installed.
declare module "*/scripts/database/account.mjs" {
  /** Undefined for an ordinary user, who runs everything as themselves. */
  export function databaseAccount(data: string): { uid: number; gid: number } | undefined;
}
declare module "*/scripts/database/server.mjs" {
  export function stopServer(data: string): Promise<void>;
}
declare module "*/scripts/database/start.mjs" {
  export function startDatabase(options: {
    dir: string;
  }): Promise<{ superuserUrl: string; ownerUrl: string; appUrl: string; stop: () => Promise<void> }>;
}
declare module "*/scripts/up/port.mjs" {
  export function freePort(): Promise<number>;
}
declare module "*/scripts/up/processes.mjs" {
  /** When a process began; undefined if it has ended. */
  export function birth(pid: number): string | undefined;
}
declare module "*/scripts/dns/configuration.mjs" {
  export function aliasSettings(environment: { DNS_ALIAS_RESOLVER?: string }): Record<string, string>;
}
declare module "*/scripts/dns/program.mjs" {
  export function requireNameServer(): string;
}
declare module "*/scripts/dns/server.mjs" {
  export function startServer(options: {
    program: string;
    dir: string;
    log: string;
    database: string;
    address?: string;
    port?: number;
    apiKey: string;
    account?: { uid: number; gid: number };
    settings?: Record<string, string | number>;
  }): Promise<{ pid: number; address: string; port: number; apiUrl: string; stop: () => Promise<void> }>;
}
