import { newOrganisation, newPerson } from "../support/people";
import { expect, test } from "../support/test";

const directive = (policy: string, name: string) =>
  policy
    .split("; ")
    .find((each) => each.startsWith(`${name} `))
    ?.slice(name.length + 1);

test("each document has a policy with its own nonce, which its scripts carry", async ({ page, portal, browse }) => {
  const { owner, path } = await newOrganisation(portal);
  const signedIn = await browse(owner);
  const nonces = new Set<string>();
  const asked = [
    await page.request.get("/sign-in"),
    await page.request.get("/sign-in"),
    await page.request.get("/nowhere"),
    await signedIn.request.get(path),
    await signedIn.request.get("/dashboard/organisations"),
    await (await browse(await newPerson(portal))).request.get(path),
  ];
  for (const answer of asked) {
    const policy = answer.headers()["content-security-policy"] ?? "";
    const scripts = directive(policy, "script-src") ?? "";
    expect(scripts).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*/);
    const nonce = /'nonce-([^']+)'/.exec(scripts)?.[1] ?? "";
    expect(Buffer.from(nonce, "base64").length).toBeGreaterThanOrEqual(16);
    nonces.add(nonce);
    const tags = (await answer.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(tags.length).toBeGreaterThan(0);
    for (const tag of tags) expect(tag).toContain(`nonce="${nonce}"`);
    expect(directive(policy, "default-src")).toBe("'self'");
    for (const name of ["object-src", "base-uri", "frame-ancestors"]) expect(directive(policy, name)).toBe("'none'");
    expect(directive(policy, "form-action")).toBe("'self'");
  }
  expect(nonces.size).toBe(asked.length);
});

test("an injected script doesn't run", async ({ page }) => {
  // It is reported to the console as well, so this page must not be watched.
  const bare = await page.context().newPage();
  await bare.goto("/sign-in");
  await bare.evaluate(() => {
    document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.slipped = 1'>");
    const script = document.createElement("div");
    script.innerHTML = "<a href='javascript:window.slipped = 1' id='link'>x</a>";
    document.body.append(script);
    document.getElementById("link")?.click();
  });
  await expect.poll(() => bare.evaluate(() => [...document.images].every(({ complete }) => complete))).toBe(true);
  expect(await bare.evaluate(() => "slipped" in window)).toBe(false);
});

test("every response forbids sniffing, framing and referrers", async ({ page }) => {
  for (const path of ["/sign-in", "/nowhere", "/api/auth/session", "/icon.svg"]) {
    const headers = (await page.request.get(path)).headers();
    expect(headers, path).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
    });
    expect(headers, path).not.toHaveProperty("x-powered-by");
  }
});

test("responses to signed-in users aren't cached", async ({ portal, browse }) => {
  const { owner, path } = await newOrganisation(portal);
  const page = await browse(owner);
  for (const address of [path, "/dashboard/account"])
    expect((await page.request.get(address)).headers()["cache-control"]).toMatch(/no-store/);
});

test("behind https the cookie is only for https, and the browser is told to stay there", async ({
  ownPortal,
  browse,
}) => {
  const portal = await ownPortal({ env: { PUBLIC_URL: "https://panel.example.org" } });
  const page = await browse(null, { portal });
  const answer = await page.request.get("/sign-in");
  expect(answer.headers()["strict-transport-security"]).toBe("max-age=31536000");
  const csrf = await page.request.get("/api/auth/csrf");
  const set = csrf.headersArray().filter(({ name }) => name.toLowerCase() === "set-cookie");
  expect(set.length).toBeGreaterThan(0);
  for (const { value } of set) expect(value).toMatch(/^__(Secure|Host)-.*; Secure/i);
});
