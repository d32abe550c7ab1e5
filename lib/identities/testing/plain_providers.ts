import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

interface Somebody {
  id: number;
  name: string;
  email: string;
  verified: boolean;
}

export interface PlainServer {
  url: string;
  /** Who signs in there from now on. */
  signsIn(somebody: Somebody): void;
  close(): Promise<void>;
}

/**
 * A server that speaks as GitHub and Discord do, beyond OAuth 2.0: each code works once, with its own PKCE verifier, and each token
 * is for whoever signed in.
 */
export async function startPlainServer(as: "github" | "discord"): Promise<PlainServer> {
  const codes = new Map<string, { challenge: string; who: Somebody }>();
  const tokens = new Map<string, Somebody>();
  let current: Somebody | undefined;
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const answer = (status: number, body: object) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    if (url.pathname.endsWith("/authorize") && current) {
      const code = randomBytes(12).toString("hex");
      codes.set(code, { challenge: url.searchParams.get("code_challenge") ?? "", who: current });
      const back = new URL(url.searchParams.get("redirect_uri") ?? "");
      back.searchParams.set("code", code);
      back.searchParams.set("state", url.searchParams.get("state") ?? "");
      return response.writeHead(302, { location: back.href }).end();
    }
    if (url.pathname.endsWith("/access_token") || url.pathname.endsWith("/oauth2/token")) {
      const form = new URLSearchParams(await textOf(request));
      const known = codes.get(form.get("code") ?? "");
      codes.delete(form.get("code") ?? "");
      const challenge = createHash("sha256")
        .update(form.get("code_verifier") ?? "")
        .digest("base64url");
      // GitHub answers an error with 200.
      if (!known || known.challenge !== challenge || form.get("client_secret") !== "the secret")
        return answer(as === "github" ? 200 : 400, { error: "invalid_grant" });
      const token = randomBytes(12).toString("hex");
      tokens.set(token, known.who);
      return answer(200, { access_token: token, token_type: as === "github" ? "bearer" : "Bearer", scope: "" });
    }
    const who = tokens.get(request.headers.authorization?.replace(/^bearer /i, "") ?? "");
    if (!who) return answer(401, { message: "Bad credentials" });
    const { id, name, email, verified } = who;
    const other = { email: `other-${email}`, primary: false, verified: true };
    if (url.pathname === "/api/v3/user") return answer(200, { id, login: name.toLowerCase(), name });
    if (url.pathname === "/api/v3/user/emails") return answer(200, [other, { email, primary: true, verified }]);
    if (url.pathname === "/api/users/@me")
      return answer(200, { id: String(id), username: name.toLowerCase(), global_name: name, email, verified });
    return answer(404, {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    signsIn: (somebody) => {
      current = somebody;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const one of request) parts.push(one as Buffer);
  return Buffer.concat(parts).toString();
}
