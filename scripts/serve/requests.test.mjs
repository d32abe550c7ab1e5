import { EventEmitter } from "node:events";
import { expect, it } from "vitest";
import { identifyRequests } from "./requests.mjs";

function serve(url, status) {
  const lines = [];
  const response = Object.assign(new EventEmitter(), {
    statusCode: 200,
    headers: {},
    setHeader(name, value) {
      this.headers[name] = value;
    },
  });
  const identify = identifyRequests({ write: (line) => lines.push(JSON.parse(line)) });
  identify({ method: "GET", url }, response, () => {
    response.statusCode = status;
    response.within = globalThis[Symbol.for("guildhall.request")].getStore();
  });
  response.emit("close");
  return { response, lines };
}

it("gives every response an id that is known within the request, and in no other", () => {
  const [first, second] = [serve("/", 200), serve("/", 200)];
  expect(first.response.headers["X-Request-Id"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(first.response.within.requestId).toBe(first.response.headers["X-Request-Id"]);
  expect(second.response.within.requestId).not.toBe(first.response.within.requestId);
  expect(globalThis[Symbol.for("guildhall.request")].getStore()).toBeUndefined();
});

it("logs failures under that id, without the secret parts of a URL", () => {
  const { response, lines } = serve("/invitations/secret-token?also=secret", 500);
  expect(lines).toMatchObject([
    { requestId: response.headers["X-Request-Id"], method: "GET", path: "/invitations/…", status: 500, level: 50 },
  ]);
  expect(JSON.stringify(lines)).not.toContain("secret");
  expect(serve("/", 404).lines).toEqual([]);
});

it("logs a fault of ours as an error, another server’s as information, and neither refusals nor unavailability", () => {
  const levels = [500, 501, 504, 502, 400, 401, 403, 404, 429, 503].map((status) => serve("/", status).lines[0]?.level);
  expect(levels).toEqual([50, 50, 50, 30, ...Array(6).fill(undefined)]);
});
