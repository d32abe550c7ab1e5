import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { mailUser, newCertificate, startPeer } from "@/lib/smtp_servers/testing";
import { expectAccessible, expectNoSidewaysScroll } from "../support/accessibility";
import { newCrowd } from "../support/crowd";
import { lookAtOpen } from "../support/look";
import { linkIn } from "../support/mail_server";
import { newAddress, newMember, newOrganisation, type Organisation, password } from "../support/people";
import { expect, test } from "../support/test";
import { alive, arrive, choose, visit } from "../support/visit";

/** An SMTP server that requires a user, and a portal that trusts its certificate and may connect to this machine. */
async function withPeer(ownPortal: (settings: object) => Promise<import("../support/portal").Portal>) {
  const certificate = await newCertificate();
  const folder = mkdtempSync(path.join(tmpdir(), "guildhall-"));
  const file = path.join(folder, "authority.pem");
  writeFileSync(file, certificate.cert);
  const env = { ALLOW_PRIVATE_ADDRESSES: "on", NODE_EXTRA_CA_CERTS: file };
  const portal = await ownPortal({ byMail: false, env });
  rmSync(folder, { recursive: true });
  return { portal, peer: await startPeer(certificate) };
}

async function fill(page: Page, values: Record<string, string>) {
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label, { exact: true }).fill(value);
}

test("an owner adds an SMTP server, tests it, and sends an invitation that lets somebody join and verifies no address", async ({
  ownPortal,
  browse,
}) => {
  test.slow();
  const { portal, peer } = await withPeer(ownPortal);
  const organisation = await newOrganisation(portal);
  const page = await browse(organisation.owner, { portal });
  await visit(page, `${organisation.path}/notifications`);
  await expect(page.getByRole("heading", { name: "No SMTP servers yet" })).toBeVisible();
  await page.getByRole("button", { name: "New SMTP server" }).click();
  const editor = page.getByRole("dialog", { name: "New SMTP server" });
  await editor.getByRole("button", { name: "Add SMTP server" }).click();
  await expect(editor.getByLabel("Host")).toHaveAccessibleDescription(/Enter the host of the SMTP server/);
  await expect(editor.getByLabel("Recipient")).toHaveAccessibleDescription(/Enter an e-mail address/);
  await fill(page, {
    Name: "Post office",
    Host: "localhost",
    Port: String(peer.port),
    "User name": mailUser.username,
    Password: "not this one",
    "Sender address": "post@apex.example",
    Recipient: "ops@apex.example",
  });
  await editor.getByRole("button", { name: "Add SMTP server" }).click();
  await expect(page.getByText("The SMTP server Post office was added. Send a test mail next.")).toBeVisible();

  // The wrong password is reported, and corrected.
  const attempt = page.getByRole("button", { name: "Send a test mail through Post office" });
  await attempt.click();
  await expect(page.getByText(/The SMTP server rejected the user name and password: 535/)).toBeVisible();
  await choose(page, "Post office", "Edit…");
  await fill(page, { Port: "1" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(/Enter the password again/);
  await fill(page, { Port: String(peer.port), Password: mailUser.password });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The SMTP server Post office was saved.")).toBeVisible();
  await attempt.click();
  await expect(page.getByText("Post office accepted a test mail to ops@apex.example.")).toBeVisible();
  expect(peer.mails.map(({ to }) => [to].flat()[0]?.text)).toEqual(["ops@apex.example"]);

  const email = newAddress();
  await visit(page, `${organisation.path}/invitations?invite=1`);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByRole("row", { name: email })).toContainText("Not sent");
  await choose(page, email, "Send through your SMTP server…");
  const sender = page.getByRole("dialog", { name: `Send invitation to ${email}` });
  await expect(sender).toContainText("From post@apex.example");
  await expectAccessible(page);
  await sender.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText(`Invitation to ${email} sent through Post office.`)).toBeVisible();
  await expect(page.getByRole("row", { name: email })).toContainText("Sent");
  const mail = peer.mails[1] as (typeof peer.mails)[number];
  expect(mail.from?.text).toContain("post@apex.example");

  const guest = await browse(null, { portal });
  await visit(guest, linkIn(mail));
  await guest.getByLabel("Your name").fill("Nora Newcomer");
  await guest.getByLabel("Password", { exact: true }).fill(password);
  await guest.getByRole("button", { name: "Create account and join" }).click();
  await arrive(guest, organisation.path);
  const made = await portal.sql("select email_verified_at from users where email = $1", [email]);
  expect(made).toEqual([{ email_verified_at: null }]);

  // Neither in anything sent to the browser, nor in the portal's output.
  const source = await (await page.request.get(`${organisation.path}/notifications`)).text();
  for (const text of [source, portal.application().output()]) expect(text).not.toContain(mailUser.password);
  await visit(page, `${organisation.path}/activity`);
  await expect(page.getByRole("row", { name: /sent by their SMTP server/ })).toContainText(email);

  await tellsByMail(page, organisation, peer);
  await visit(page, `${organisation.path}/notifications`);
  await choose(page, "Post office", "Remove…");
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove it" }).click();
  await expect(page.getByText("The SMTP server Post office was removed.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "No SMTP servers yet" })).toBeVisible();
  await peer.close();
});

/** From an event subscription to its mail and its delivery. */
async function tellsByMail(page: Page, organisation: Organisation, peer: Awaited<ReturnType<typeof startPeer>>) {
  await visit(page, `${organisation.path}/notifications`);
  const box = page.getByRole("checkbox", { name: "A project was created: notify Post office by e-mail" });
  await expect(box).not.toBeChecked();
  await box.check();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Event subscriptions saved.")).toBeVisible();
  await choose(page, "Post office", "Edit…");
  await page.getByRole("button", { name: "Add recipient" }).click();
  await expect(page.getByLabel("Recipient 2")).toBeFocused();
  await page.keyboard.type("boss@apex.example");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: /Post office/ }).first()).toContainText("boss@apex.example");

  const before = peer.mails.length;
  await visit(page, `${organisation.path}/projects?new=1`);
  await page.getByLabel("Name", { exact: true }).fill("Survival");
  await page.getByRole("button", { name: "Create project" }).click();
  await expect(page.getByRole("row", { name: /Survival/ })).toBeVisible();
  await expect.poll(() => peer.mails.length).toBe(before + 1);
  const mail = peer.mails.at(-1);
  expect([mail?.subject, [mail?.to].flat()[0]?.text]).toEqual([
    "Apex Gaming: A project was created: Survival",
    "ops@apex.example, boss@apex.example",
  ]);
  await visit(page, linkIn(mail as (typeof peer.mails)[number]));
  await expect(page.getByRole("heading", { name: "Activity" })).toBeVisible();
  await visit(page, `${organisation.path}/notifications`);
  await expect(page.getByRole("row", { name: /Post office/ }).first()).toContainText("Delivered");
  await page.getByRole("link", { name: "Post office" }).click();
  await expect(page.getByRole("row", { name: /A project was created/ })).toContainText("Accepted by the SMTP server");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
}

test("a portal connects to no private address unless it is configured to", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/notifications`);
  await page.getByRole("button", { name: "New SMTP server" }).click();
  await fill(page, {
    Name: "Inside",
    Host: "127.0.0.1",
    "Sender address": "post@apex.example",
    Recipient: "ops@apex.example",
  });
  await page.getByRole("button", { name: "Add SMTP server" }).click();
  await expect(page.getByLabel("Host")).toHaveAccessibleDescription(/private address/);
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Inside");
});

test("only members with the permission see SMTP servers", async ({ portal, browse }) => {
  const { owner, organisation } = await newCrowd(portal);
  const member = await browse(await newMember(portal, organisation, "member"));
  await visit(member, `${organisation.path}/notifications`, { status: 403 });
  const page = await browse(owner);
  await visit(page, organisation.path);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Go to or run" })).toBeFocused();
  await page.keyboard.type("smtp");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "New SMTP server" })).toBeVisible();
});

test("the dialogs about SMTP servers are as accessible as their page", async ({ portal, browse }) => {
  const { owner, organisation, invitation } = await newCrowd(portal);
  const page = await browse(owner);
  const picture = (name: string) => lookAtOpen(page, name);
  await page.goto(`${organisation.path}/notifications?mail=1`);
  await alive(page);
  await page.getByRole("button", { name: "Add SMTP server" }).click();
  await expect(page.getByLabel("Host")).toHaveAccessibleDescription(/Enter the host of the SMTP server/);
  await picture("mail-server-new");
  await page.getByRole("button", { name: "Cancel" }).click();
  await choose(page, "Post office", "Edit…");
  await expect(page.getByLabel("Recipient 2")).toHaveValue("second@apex.example");
  await picture("mail-server-change");
  await page.getByRole("button", { name: "Cancel" }).click();
  await choose(page, "Post office", "Remove…");
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await picture("mail-server-remove");
  await page.goto(`${organisation.path}/invitations`);
  await alive(page);
  await choose(page, invitation.email, "Send through your SMTP server…");
  await expect(page.getByRole("dialog")).toBeVisible();
  await picture("mail-server-send");
});
