import http from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "../up/port.mjs";
import { openDoor } from "./door.mjs";

const key = "of the developer who started the town";
let portal;
let door;
let base;
const people = [{ name: "Ada", email: "ada@mail.example", about: "owns it", to: "/dashboard/organisations" }];

/** A minimal portal that signs in with the right password. */
function answer(request, response) {
  if (request.url === "/api/auth/csrf") {
    response.setHeader("set-cookie", "csrf=1; Path=/; HttpOnly");
    return response.end(JSON.stringify({ csrfToken: "one" }));
  }
  let body = "";
  request
    .on("data", (part) => (body += part))
    .on("end", () => {
      const { csrfToken, email, password } = Object.fromEntries(new URLSearchParams(body));
      const right = csrfToken === "one" && request.headers.cookie === "csrf=1" && password === "right";
      if (right) response.setHeader("set-cookie", `guildhall-3100.session=${email}; Path=/; HttpOnly; SameSite=Lax`);
      response.end("{}");
    });
}

beforeAll(async () => {
  portal = http.createServer(answer);
  await new Promise((resolve) => portal.listen(0, "127.0.0.1", resolve));
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  const address = `http://127.0.0.1:${portal.address().port}`;
  door = await openDoor({ port, portal: address, people, password: "right", key });
});
afterAll(() => {
  door.close();
  portal.close();
});
const ask = (address, init) => fetch(address, { redirect: "manual", ...init });

it("signs in once by each link, with the portal's cookie", async () => {
  const [{ link }] = door.newLinks();
  const first = await ask(link);
  expect(first.status).toBe(303);
  expect(first.headers.get("location")).toMatch(/\/dashboard\/organisations$/);
  expect(first.headers.get("set-cookie")).toBe(
    "guildhall-3100.session=ada@mail.example; Path=/; HttpOnly; SameSite=Lax",
  );
  const second = await ask(link);
  expect(second.status).toBe(410);
  expect(second.headers.get("set-cookie")).toBeNull();
});

it("signs nobody in by a second simultaneous use, a guess, or an expired link", async () => {
  const [{ link }] = door.newLinks();
  const both = await Promise.all([ask(link), ask(link)]);
  expect(both.map(({ status }) => status).sort()).toEqual([303, 410]);
  expect((await ask(`${base}/enter/`)).status).toBe(410);
  expect((await ask(`${base}/enter/guess`)).status).toBe(410);
  expect((await ask(link, { method: "HEAD" })).status).toBe(404);
  const [{ link: old }] = door.newLinks();
  const now = Date.now;
  Date.now = () => now() + 13 * 3_600_000;
  const late = await ask(old);
  Date.now = now;
  expect(late.status).toBe(410);
});

it("returns new links only to callers with the key", async () => {
  const asked = (given) => ask(`${base}/links`, { method: "POST", headers: given ? { authorization: given } : {} });
  expect((await asked()).status).toBe(404);
  expect((await asked("Bearer guess")).status).toBe(404);
  const [{ name, link }] = await (await asked(`Bearer ${key}`)).json();
  expect(name).toBe("Ada");
  expect((await ask(link)).status).toBe(303);
});

it("accepts webhooks, or fails on purpose", async () => {
  expect((await ask(`${base}/hooks/taken`, { method: "POST", body: "{}" })).status).toBe(204);
  expect((await ask(`${base}/hooks/broken`, { method: "POST", body: "{}" })).status).toBe(500);
});
