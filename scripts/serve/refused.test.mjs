import { expect, it } from "vitest";
import { whyRefused } from "./refused.mjs";

const own = { "x-forwarded-host": "panel.example", "x-forwarded-proto": "https" };
const refusal = (method, url, headers = {}) => whyRefused({ method, url, headers: { ...own, ...headers } });
const post = (headers) => refusal("POST", "/sign-in", headers);

it.each([
  ["GET", "/sign-in?next=%2Fdashboard%3Fa%3D100%25"],
  ["HEAD", "/"],
  ["GET", "/invitations/%C3%A9%2f%0A?q=a+b&c"],
  ["OPTIONS", "/api/auth/csrf"],
])("passes %s %s on", (method, url) => {
  expect(refusal(method, url)).toBeUndefined();
});

it.each([
  "/invitations/%ff",
  "/%",
  "/a%zz",
  "/dashboard/organisations/%ED%A0%80",
  "/%00",
  "/sign-in?next=%ff",
  "/?a=%00",
])("refuses the URL %s", (url) => {
  expect(refusal("GET", url)).toMatchObject({ status: 400 });
});

it.each(["*", "http://evil.example/", "evil.example:443", ""])("refuses the target “%s”", (url) => {
  expect(refusal("OPTIONS", url)).toMatchObject({ status: 400 });
});

it.each(["TRACE", "CONNECT", "PROPFIND", "M-SEARCH"])("refuses %s and lists the supported methods", (method) => {
  expect(refusal(method, "/")).toMatchObject({ status: 405, headers: { allow: expect.stringContaining("GET, HEAD") } });
});

it.each([
  [{ origin: "http://panel.example", "x-forwarded-proto": "http" }],
  [{ origin: "https://panel.example", "sec-fetch-site": "same-origin" }],
  // A command line, or a browser that sends no such header.
  [{}],
])("passes on a request from this site: %o", (headers) => {
  expect(post(headers)).toBeUndefined();
});

it.each([
  [{ origin: "https://evil.example" }],
  [{ origin: "https://panel.example:8443" }],
  [{ origin: "http://panel.example" }],
  [{ origin: "ftp://panel.example" }],
  [{ origin: "https://ada@panel.example" }],
  [{ origin: "https://panel.example/" }],
  [{ origin: "https://panel.example, https://evil.example" }],
  [{ origin: "null" }],
  [{ origin: "not an origin" }],
  [{ origin: "https://panel.example", "x-forwarded-host": undefined }],
  [{ "sec-fetch-site": "cross-site" }],
])("refuses a request from elsewhere: %o", (headers) => {
  expect(post(headers)).toMatchObject({ status: 403 });
});

it("knows its public URL when a proxy doesn’t report https", () => {
  const ask = (host, origin, url) =>
    whyRefused(
      { method: "POST", url: "/", headers: { "x-forwarded-host": host, "x-forwarded-proto": "http", origin } },
      url,
    );
  expect(ask("panel.example", "https://panel.example", "https://panel.example/")).toBeUndefined();
  expect(ask("panel.example:443", "https://panel.example", "https://panel.example/")).toMatchObject({ status: 403 });
  expect(ask("other.example", "https://panel.example", "https://panel.example/")).toMatchObject({ status: 403 });
  expect(ask("panel.example", "https://panel.example", "http://panel.example/")).toMatchObject({ status: 403 });
});

it("lets other sites link here", () => {
  expect(refusal("GET", "/", { "sec-fetch-site": "cross-site", origin: "https://evil.example" })).toBeUndefined();
});

it("passes on a form sent without JavaScript", () => {
  const type = "multipart/form-data; boundary=----WebKitFormBoundaryx";
  expect(post({ "content-type": type, "content-length": "120", origin: "https://panel.example" })).toBeUndefined();
});

it.each([
  [{ "content-type": "multipart/form-data" }],
  [{ "content-type": "Multipart/Form-Data; boundary=" }],
  [{ "content-type": "multipart/form-data; boundary=x", "content-length": "0" }],
])("refuses a form that can't be read: %o", (headers) => {
  expect(post(headers)).toMatchObject({ status: 400 });
});
