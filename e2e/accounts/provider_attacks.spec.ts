import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { passThrough } from "@/lib/identities/testing/open_id";
import { guardOf } from "../support/guard";
import { newPerson } from "../support/people";
import { startWithProviders } from "../support/providers";
import { expect, test } from "../support/test";
import { arrive } from "../support/visit";

const opened: { close(): Promise<void> }[] = [];
test.afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});
async function start(...given: Parameters<typeof startWithProviders>) {
  const started = await startWithProviders(...given);
  opened.push(started);
  return started;
}
const goOn = (page: Page, provider = "Town hall") =>
  page.getByRole("button", { name: `Continue with ${provider}` }).click();
const alert = (page: Page, words: string) => page.getByRole("alert").filter({ hasText: words });

test("what an attacker sends isn’t accepted", async ({ ownPortal, browse }) => {
  const { portal, oidc, github, callback } = await start(ownPortal);
  const [attacker, victim] = [await browse(null, { portal }), await browse(null, { portal })];
  oidc.signsIn("mallory", { email: "mallory@example.org", email_verified: true });

  // The attacker's own answer, opened in somebody else's browser.
  const begin = async (page: Page) => {
    const begun = await page.request.post("/api/auth/oidc/begin", { form: {}, headers: { origin: portal.url } });
    return /<a href="([^"]+)"/.exec(await begun.text())?.[1]?.replaceAll("&amp;", "&") ?? "";
  };
  const answer = callback("oidc") + (await passThrough(await begin(attacker), callback("oidc")));
  const refused = "This didn’t begin in this browser, or more than ten minutes ago. Begin again.";
  await victim.goto(answer);
  await expect(alert(victim, refused)).toBeVisible();
  // Nor while the victim is at the provider.
  await begin(victim);
  await victim.goto(answer);
  await expect(alert(victim, "The provider’s answer couldn’t be verified. Begin again.")).toBeVisible();
  expect(await portal.sql("select count(*)::int as n from sessions")).toEqual([{ n: 0 }]);

  // In the browser that began it works, once.
  await attacker.goto(answer);
  await arrive(attacker, /^\/dashboard/);
  await attacker.context().clearCookies();
  await attacker.goto(answer);
  await expect(alert(attacker, refused)).toBeVisible();

  // An address that the provider says isn’t verified.
  github.signsIn({ id: 9, name: "Mallory", email: "ceo@example.org", verified: false });
  await goOn(attacker, "GitHub");
  await expect(alert(attacker, "The provider doesn’t say that your e-mail address there is verified.")).toBeVisible();
  // A token of somebody else's making.
  oidc.forge({ foreignKey: true });
  await goOn(attacker);
  await expect(alert(attacker, "The provider’s answer couldn’t be verified.")).toBeVisible();
  oidc.forge(null);
  // Whoever says no at the provider.
  oidc.signsIn(null);
  await attacker.context().clearCookies();
  await attacker.goto("/sign-in");
  await goOn(attacker);
  await expect(alert(attacker, "You didn’t allow it at the provider, so nothing was done.")).toBeVisible();
});

test("nothing begins on another site’s page, and nothing ends on another site", async ({ ownPortal, browse }) => {
  const { portal, oidc } = await start(ownPortal);
  const person = await newPerson(portal);
  oidc.signsIn("mallory", { email: "mallory@example.org", email_verified: true });
  const foreign = createServer((_request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<form method="post" action="${portal.url}/api/auth/oidc/begin">
      <input name="purpose" value="link"><button>Win a prize</button></form>`);
  });
  await new Promise<void>((resolve) => foreign.listen(0, "localhost", resolve));
  opened.push({ close: () => new Promise((resolve) => foreign.close(() => resolve())) });
  const page = await browse(person, { portal });
  guardOf(page).expects(403, /\/api\/auth\/oidc\/begin/);
  guardOf(page).expects(404, /favicon/);
  await page.goto(`http://localhost:${(foreign.address() as AddressInfo).port}/`);
  await page.getByRole("button", { name: "Win a prize" }).click();
  await page.waitForURL(`${portal.url}/api/auth/oidc/begin`);
  expect(await page.content()).toContain("FORBIDDEN");
  expect(await portal.sql("select count(*)::int as n from identities")).toEqual([{ n: 0 }]);
  expect((await page.request.get("/api/auth/oidc/begin")).status()).toBe(405);

  // A session whose proof is too old links nothing, even without the page's script.
  await portal.sql("update sessions set proved_at = now() - interval '11 minutes'");
  const post = (form: Record<string, string>) =>
    page.request.post("/api/auth/oidc/begin", { form, headers: { origin: portal.url }, maxRedirects: 0 });
  const stale = await post({ purpose: "link" });
  expect(stale.status()).toBe(303);
  expect(stale.headers().location).toContain("refused=actor.proof");

  const stranger = await browse(null, { portal });
  for (const next of ["https://evil.example/", "//evil.example", "/\\evil.example"]) {
    const begun = await stranger.request.post("/api/auth/oidc/begin", {
      form: { next },
      headers: { origin: portal.url },
    });
    const [, href = ""] = /<a href="([^"]+)"/.exec(await begun.text()) ?? [];
    const url = new URL(href.replaceAll("&amp;", "&"));
    expect(url.origin).toBe(oidc.issuer);
    await stranger.goto(url.href);
    await stranger.waitForURL(/\/dashboard/);
    expect(new URL(stranger.url()).origin).toBe(portal.url);
    await stranger.context().clearCookies();
  }
});
