import crypto from "node:crypto";
import http from "node:http";
import { portLine } from "../up/port.mjs";
import { Refusal } from "../up/refusal.mjs";

const lifetimeMs = 12 * 3_600_000;

/**
 * Sign-in links for the town, served beside the portal and not part of it: a link signs in through the portal's
 * ordinary sign-in, with the password that this process knows. A link is random, works once, and for half a day; all of
 * them end with this process. It also receives the town's webhooks.
 * @param {{ port: number, portal: string, people: { name: string, email: string, about: string, to: string }[],
 * password: string, key: string }} settings portal: its address, on the same host, since a browser gives a host's
 * cookies to all of its ports; key: for whoever asks for new links
 */
export async function openDoor({ port, portal, people, password, key }) {
  const open = new Map();
  const { hostname } = new URL(portal);
  const newLinks = () =>
    people.map((person) => {
      const token = crypto.randomBytes(32).toString("base64url");
      open.set(token, { person, until: Date.now() + lifetimeMs });
      return { ...person, link: `http://${hostname}:${port}/enter/${token}` };
    });

  async function answer({ method, url, headers }, response) {
    const { pathname } = new URL(url, "http://door");
    const [, what, rest = ""] = pathname.split("/");
    if (method === "POST" && what === "hooks") return end(response, rest === "taken" ? 204 : 500);
    if (method === "POST" && what === "links" && isKey(headers.authorization, key))
      return end(response, 200, JSON.stringify(newLinks()), { "content-type": "application/json" });
    if (method !== "GET" || what !== "enter") return end(response, 404, "Page not found.\n");
    const found = open.get(rest);
    open.delete(rest);
    if (!found || found.until < Date.now()) return end(response, 410, deadLink);
    const cookie = await signIn(portal, { email: found.person.email, password }).catch((error) => {
      // It signed nobody in.
      open.set(rest, found);
      throw error;
    });
    if (!cookie) return end(response, 403, `${found.person.name} can’t be signed in: the password was changed.\n`);
    end(response, 303, "", { "set-cookie": cookie, location: new URL(found.person.to, portal).href });
  }

  const server = http.createServer((request, response) => {
    request.resume();
    answer(request, response).catch(() => end(response, 502, "The portal doesn’t respond. Try again in a moment.\n"));
  });
  await new Promise((resolve, reject) => {
    server.once("error", ({ code }) => reject(new Refusal(portLine(code, port, "127.0.0.1"))));
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    newLinks,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const deadLink =
  "This link was already used, or has expired. Run npm run demo again for new links: while the portal runs, it only prints them.\n";

/** Signs in like a browser. @returns the session's cookie from the portal; undefined if it refuses */
async function signIn(portal, { email, password }) {
  const asked = await fetch(new URL("/api/auth/csrf", portal));
  const { csrfToken } = await asked.json();
  const cookie = asked.headers
    .getSetCookie()
    .map((each) => each.split(";", 1)[0])
    .join("; ");
  const answered = await fetch(new URL("/api/auth/callback/credentials", portal), {
    method: "POST",
    redirect: "manual",
    headers: { cookie, origin: new URL(portal).origin },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  return answered.headers.getSetCookie().find((each) => /^[^=]+\.session=/.test(each));
}

function isKey(given = "", key) {
  const digest = (text) => crypto.createHash("sha256").update(text).digest();
  return crypto.timingSafeEqual(digest(given), digest(`Bearer ${key}`));
}

function end(response, status, body = "", headers = {}) {
  response.writeHead(status, {
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    ...headers,
  });
  response.end(body);
}
