import type { Page, Request } from "@playwright/test";
import { newAddress, newMember, newOrganisation, newPerson } from "../support/people";
import type { Portal } from "../support/portal";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";

/** Captures the request of an owner's invitation, for others to send it again. */
async function captureInvitation(page: Page, path: string): Promise<Request> {
  await visit(page, `${path}/invitations`);
  const sent = page.waitForRequest((request) => request.method() === "POST" && "next-action" in request.headers());
  await page.getByRole("button", { name: "Invite somebody" }).click();
  await page.getByLabel("E-mail address").fill(newAddress());
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  const request = await sent;
  await expect(page.getByRole("dialog")).toBeHidden();
  return request;
}

interface Change {
  address?: string;
  headers?: Record<string, string>;
  more?: Record<string, unknown>;
}

/** The captured request once more, as the user of this browser, with another address to invite. */
async function send(page: Page, captured: Request, { address, headers = {}, more = {} }: Change) {
  const [input] = JSON.parse(captured.postData() ?? "") as [object];
  const { "next-action": action = "", "next-router-state-tree": tree = "" } = captured.headers();
  return page.request.post(captured.url(), {
    headers: {
      "next-action": action,
      "next-router-state-tree": tree,
      "content-type": "text/plain;charset=UTF-8",
      accept: "text/x-component",
      origin: new URL(captured.url()).origin,
      ...headers,
    },
    data: JSON.stringify([{ ...input, ...(address && { email: address }), ...more }]),
    maxRedirects: 0,
  });
}

const invited = async (portal: Portal, email: string) =>
  (await portal.sql("select from invitations where email = $1", [email])).length;

test("an action acts for its caller, not for the user who got the form", async ({ page, portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const owner = await browse(organisation.owner);
  const captured = await captureInvitation(owner, organisation.path);
  const [plain, outsider] = [
    await browse(await newMember(portal, organisation, "member")),
    await browse((await newOrganisation(portal, await newPerson(portal))).owner),
  ];
  for (const [who, reason] of [
    [page, "actor.none"],
    [plain, "permission.missing"],
    [outsider, '"reason":"unknown"'],
  ] as const) {
    const address = newAddress();
    const answer = await send(who, captured, { address });
    expect(await answer.text()).toContain(reason);
    expect(await invited(portal, address)).toBe(0);
  }
  const address = newAddress();
  await send(owner, captured, { address });
  expect(await invited(portal, address)).toBe(1);
});

test("an action from another origin is refused", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const owner = await browse(organisation.owner);
  const captured = await captureInvitation(owner, organisation.path);
  for (const headers of [{ origin: "https://evil.example" }, { origin: "null" }, { origin: "http://127.0.0.1:1" }]) {
    const address = newAddress();
    const answer = await send(owner, captured, { address, headers });
    expect(answer.status(), headers.origin).toBeGreaterThanOrEqual(400);
    expect(await invited(portal, address), headers.origin).toBe(0);
  }
});

test("an action accepts no unknown field, and can't be used to call another action", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const owner = await browse(organisation.owner);
  const captured = await captureInvitation(owner, organisation.path);
  for (const [more, told] of [
    [{ inviterId: organisation.id }, '"code":"INVALID"'],
    [{ organisationId: organisation.id }, '"code":"INVALID"'],
    [{ role: "owner" }, '"reason":"role.owner"'],
    [{ organisation: { "": "" } }, '"code":"INVALID"'],
    [{ email: ["a@example.org"] }, '"code":"INVALID"'],
  ] as const) {
    const address = newAddress();
    const answer = await send(owner, captured, { address, more });
    expect(await answer.text(), JSON.stringify(more)).toContain(told);
    expect(await invited(portal, address)).toBe(0);
  }
  const address = newAddress();
  const unknown = await send(owner, captured, { address, headers: { "next-action": "40".padEnd(42, "0") } });
  expect(unknown.status()).toBeGreaterThanOrEqual(400);
  expect(await invited(portal, address)).toBe(0);
});

test("an action of a disabled account or an ended session does nothing", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const owner = await browse(organisation.owner);
  const captured = await captureInvitation(owner, organisation.path);
  for (const statement of [
    "update users set disabled_at = now() where id = $1",
    "with enabled as (update users set disabled_at = null where id = $1) delete from sessions where user_id = $1",
  ]) {
    await portal.sql(statement, [organisation.owner.id]);
    const address = newAddress();
    expect(await (await send(owner, captured, { address })).text()).toContain("actor.none");
    expect(await invited(portal, address)).toBe(0);
  }
});
