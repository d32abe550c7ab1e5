/** The part of oidc-provider that the tests use: it has no types of its own. */
declare module "oidc-provider" {
  import type { IncomingMessage, Server, ServerResponse } from "node:http";

  interface Context {
    path: string;
    req: IncomingMessage;
    res: ServerResponse;
    body: unknown;
    oidc: { client: { clientId: string }; session: { accountId: string } };
  }
  export default class Provider {
    constructor(issuer: string, configuration: object);
    proxy: boolean;
    Grant: new (
      about: object,
    ) => { addOIDCScope(scope: string): void; save(): Promise<string> };
    use(step: (context: Context, next: () => Promise<void>) => Promise<unknown>): void;
    listen(port: number, host: string, done: () => void): Server;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
  }
}
