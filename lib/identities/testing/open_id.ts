import { createSign, generateKeyPairSync } from "node:crypto";
import type { AddressInfo } from "node:net";
import net from "node:net";
import Provider from "oidc-provider";

/** Somebody at a provider, with what it says about them. */
export interface Known {
  email?: string;
  email_verified?: boolean;
  name?: string;
}

export interface OpenIdServer {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Who signs in there from now on; nobody refuses instead. */
  signsIn(subject: string | null, about?: Known): void;
  /** Changes every ID token from now on, signed with the provider’s own key or with another one. */
  forge(how: { claims?: Record<string, unknown>; foreignKey?: boolean } | null): void;
  close(): Promise<void>;
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A real OpenID provider (oidc-provider), which asks nobody for a password. @param callbacks where it may send people back to */
export async function startOpenIdServer(callbacks: string[]): Promise<OpenIdServer> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const [own, foreign] = [keyPair(), keyPair()];
  const [clientId, clientSecret] = [`portal-${port}`, "a secret of the tests, long enough"];
  const people = new Map<string, Known>();
  let current: string | null = null;
  let forged: Parameters<OpenIdServer["forge"]>[0] = null;

  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: callbacks }],
    jwks: { keys: [{ ...own.privateKey.export({ format: "jwk" }), kid: "own", use: "sig", alg: "RS256" }] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    // So that the ID token has them, as those of the large providers do.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    cookies: {
      keys: [clientSecret],
      names: { session: `s${port}`, interaction: `i${port}`, resume: `r${port}` },
    },
    ttl: { Session: 600, Interaction: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    interactions: { url: () => "/interaction" },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, ...people.get(id) }),
    }),
    async loadExistingGrant({ oidc }: { oidc: { client: { clientId: string }; session: { accountId: string } } }) {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    if (context.path === "/interaction") {
      const result = current
        ? { login: { accountId: current, remember: false } }
        : { error: "access_denied", error_description: "Not today." };
      return provider.interactionFinished(context.req, context.res, result);
    }
    await next();
    const body = context.body as { id_token?: string };
    if (context.path === "/token" && body?.id_token && forged) body.id_token = forge(body.id_token);
  });

  function forge(token: string): string {
    const [head = "", claims = ""] = token.split(".");
    const read = JSON.parse(Buffer.from(claims, "base64url").toString()) as object;
    const signed = `${head}.${part({ ...read, ...forged?.claims })}`;
    const key = (forged?.foreignKey ? foreign : own).privateKey;
    return `${signed}.${createSign("RSA-SHA256").update(signed).sign(key).toString("base64url")}`;
  }

  const server = await new Promise<import("node:http").Server>((resolve) => {
    const listening = provider.listen(port, "127.0.0.1", () => resolve(listening));
  });
  return {
    issuer,
    clientId,
    clientSecret,
    signsIn(subject, about = {}) {
      current = subject;
      if (subject) people.set(subject, about);
    },
    forge: (how) => {
      forged = how;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const keyPair = () => generateKeyPairSync("rsa", { modulusLength: 2048 });

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** What a browser does at the provider: follows it from page to page, with its cookies. @returns the query of the way back */
export async function passThrough(begun: string, callback: string): Promise<string> {
  const jar = new Map<string, string>();
  let url = begun;
  for (let step = 0; step < 10; step++) {
    if (url.startsWith(callback)) return new URL(url).search;
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, { redirect: "manual", headers: { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      jar.set(name, value);
    }
    const next = answer.headers.get("location");
    if (!next) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
    url = new URL(next, url).href;
  }
  throw new Error("The provider sends people in circles.");
}
