import type { Page } from "@playwright/test";
import { startReceiver } from "@/lib/webhooks/testing";
import { lookAtOpen } from "../support/look";
import { newMember, newOrganisation } from "../support/people";
import { expect, test } from "../support/test";
import { alive, choose, visit } from "../support/visit";

async function add(page: Page, values: Record<string, string>) {
  await page.getByRole("button", { name: "New webhook" }).click();
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole("button", { name: "Add webhook" }).click();
}

test("an owner adds a webhook, tests it, chooses its events, and sees each delivery", async ({ ownPortal, browse }) => {
  const portal = await ownPortal({ byMail: false, env: { ALLOW_PRIVATE_ADDRESSES: "on" } });
  let healthy = true;
  const peer = await startReceiver((_request, response) => {
    response.statusCode = healthy ? 200 : 503;
    response.end(healthy ? "thanks" : "not now");
  });
  const organisation = await newOrganisation(portal);
  const page = await browse(organisation.owner, { portal });
  const picture = (name: string) => lookAtOpen(page, `webhooks-${name}`);
  const name = "Alerts";
  await visit(page, `${organisation.path}/notifications`);
  await expect(page.getByRole("heading", { name: "No webhooks yet" })).toBeVisible();
  await picture("first");
  await add(page, { Name: name, URL: "example" });
  await expect(page.getByLabel("URL")).toHaveAccessibleDescription(/Enter a URL such as/);
  await picture("new");
  await page.getByLabel("URL").fill(`${peer.url}/hidden-path`);
  await page.getByRole("button", { name: "Add webhook" }).click();
  const secret = page.getByRole("dialog", { name: "Webhook secret" });
  await expect(secret.getByLabel("Secret")).toHaveValue(/^[\w-]{43}$/);
  const shown = await secret.getByLabel("Secret").inputValue();
  await picture("secret");
  await page.getByRole("button", { name: "Done" }).click();

  await page.getByRole("button", { name: `Send a test to ${name}` }).click();
  await expect(page.getByText(/accepted the test: HTTP 200/)).toBeVisible();
  expect(peer.received.at(-1)?.headers["x-guildhall-event"]).toBe("test");
  const box = page.getByRole("checkbox", { name: `A project was created: notify ${name}` });
  await expect(box).toBeChecked();
  const everything = page.getByRole("checkbox", { name: `All events: notify ${name}` });
  await everything.uncheck();
  await expect(box).not.toBeChecked();
  await everything.check();
  await page.getByRole("checkbox", { name: `Somebody was invited: notify ${name}` }).uncheck();
  await expect(everything).toHaveJSProperty("indeterminate", true);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Event subscriptions saved.")).toBeVisible();
  await page.reload();
  await alive(page);
  await expect(page.getByRole("checkbox", { name: `Somebody was invited: notify ${name}` })).not.toBeChecked();
  await expect(box).toBeChecked();
  await picture("list");

  healthy = false;
  await page.getByRole("button", { name: `Send a test to ${name}` }).click();
  await expect(page.getByText(/The test of .* failed. It responded with HTTP 503/)).toBeVisible();
  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await expect(page.getByRole("row", { name: /This is a test/ }).first()).toContainText("It responded with HTTP 503");
  await picture("deliveries");
  healthy = true;
  const times = peer.received.length;
  await page.getByRole("button", { name: "Redeliver: This is a test" }).click();
  await expect.poll(() => peer.received.length).toBe(times + 1);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("row", { name: /This is a test/ }).first()).toContainText("Delivered", {
      timeout: 500,
    });
  }).toPass();
  const source = await (await page.request.get(`${organisation.path}/notifications`)).text();
  for (const text of [source, portal.application().output()])
    for (const hidden of [shown, "hidden-path"]) expect(text).not.toContain(hidden);

  await visit(page, `${organisation.path}/notifications`);
  await choose(page, name, "Edit…");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(name);
  await picture("change");
  await page.getByRole("button", { name: "Cancel" }).click();
  await choose(page, name, "Remove…");
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await picture("remove");
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove it" }).click();
  await expect(page.getByText(`The webhook ${name} was removed.`)).toBeVisible();
  await peer.close();
});

test("only members with the permission see webhooks, and a private address is refused", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const member = await browse(await newMember(portal, organisation, "member"));
  await visit(member, `${organisation.path}/notifications`, { status: 403 });
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/notifications`);
  await add(page, { Name: "Inside", URL: "https://127.0.0.1/hook" });
  await expect(page.getByLabel("URL")).toHaveAccessibleDescription(/private address/);
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Inside");
});
