import { answer, status } from "../name_server/ask";
import { newOrganisation } from "../support/people";
import { expect, test } from "../support/test";
import { arrive, visit } from "../support/visit";
import { newZone } from "../support/zones";

test("editing the zone file previews its changes, and shows which lines are wrong", async ({
  named: { portal, nameServer },
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const zone = await newZone(portal, organisation, { records: [["www", "A", "192.0.2.1"]] });
  const page = await browse(organisation.owner, { portal });
  await visit(page, `${zone.path}/text`);
  const text = page.getByLabel("Zone file", { exact: true });
  const written = await text.inputValue();
  await text.fill(`${written}\nshop IN A 192.0.2.300\n`);
  await page.getByRole("button", { name: "Preview changes" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Nothing was imported" })).toContainText("192.0.2.300");
  await expect(page.getByRole("button", { name: /^Line \d+/ })).toBeVisible();
  await text.fill(`${written}\nshop IN A 192.0.2.30\n`);
  await page.getByRole("button", { name: "Preview changes" }).click();
  await expect(page.getByText("1 added, 0 removed")).toBeVisible();
  await expect(page.getByRole("list", { name: "Changes" })).toContainText("192.0.2.30");
  await page.getByRole("button", { name: "Apply changes" }).click();
  await arrive(page, zone.path);
  expect(await answer(nameServer, `shop.${zone.name}`, "A")).toEqual(["192.0.2.30"]);
});

test("an import that changes a large part of a zone asks for confirmation, and the earlier version can be restored", async ({
  named: { portal, nameServer },
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const hosts = Array.from({ length: 12 }, (_, place): [string, string, string] => [
    `h${place}`,
    "A",
    `192.0.2.${place + 1}`,
  ]);
  const zone = await newZone(portal, organisation, { records: hosts });
  const page = await browse(organisation.owner, { portal });
  await visit(page, zone.path);
  await page.getByRole("link", { name: "Import" }).click();
  await arrive(page, `${zone.path}/import`);
  await page
    .getByLabel("Zone file", { exact: true })
    .fill("$TTL 300\n@ IN NS ns1.example.net.\nonly IN A 203.0.113.9\n");
  await page.getByLabel("Replace all records").check();
  await page.getByRole("button", { name: "Preview changes" }).click();
  await expect(page.getByText("This changes a large part of the zone")).toBeVisible();
  await expect(page.getByRole("button", { name: "Apply changes" })).toHaveAttribute("aria-disabled", "true");
  await page.getByLabel("I have checked these changes").check();
  await page.getByRole("button", { name: "Apply changes" }).click();
  await arrive(page, zone.path);
  expect(await answer(nameServer, `only.${zone.name}`, "A")).toEqual(["203.0.113.9"]);
  expect(await answer(nameServer, `h3.${zone.name}`, "A")).toEqual([]);

  await visit(page, `${zone.path}/history`);
  await expect(page.getByRole("img", { name: /^Changes per day: 2 changes in 30 days/ })).toBeVisible();
  await page.getByRole("link", { name: "Version 1", exact: true }).click();
  await page.getByRole("link", { name: "Compare with current version" }).click();
  await expect(page.getByRole("list", { name: "Changes since version 1" })).toContainText("203.0.113.9");
  await page.getByRole("button", { name: "Restore" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Restore version 1" }).click();
  await expect(page.getByText(`Version 1 of ${zone.name} restored.`)).toBeVisible();
  expect(await answer(nameServer, `h3.${zone.name}`, "A")).toEqual(["192.0.2.4"]);
  expect(await answer(nameServer, `only.${zone.name}`, "A")).toEqual([]);
});

test("record wizards preview their records and save them", async ({ named: { portal, nameServer }, browse }) => {
  const organisation = await newOrganisation(portal);
  const zone = await newZone(portal, organisation);
  const page = await browse(organisation.owner, { portal });
  await visit(page, `${zone.path}/helpers`);
  await page.getByRole("button", { name: "Set up SPF…" }).click();
  await page.getByLabel("Mail providers").fill("_spf.example.org");
  await expect(page.getByText("v=spf1 mx include:_spf.example.org ~all")).toBeVisible();
  await page.getByLabel("Other addresses").fill("nonsense");
  await page.getByRole("button", { name: "Save records" }).click();
  await expect(page.getByLabel("Other addresses")).toHaveAccessibleDescription(/Enter an IPv4 or IPv6 address/);
  await page.getByLabel("Other addresses").fill("192.0.2.0/24");
  await page.getByRole("button", { name: "Save records" }).click();
  await expect(page.getByText("Saved @ TXT.")).toBeVisible();
  expect(await answer(nameServer, zone.name, "TXT")).toEqual([
    '"v=spf1 mx ip4:192.0.2.0/24 include:_spf.example.org ~all"',
  ]);
  await expect(page.getByRole("button", { name: "Edit SPF…" })).toBeVisible();
  await page.getByRole("button", { name: "Set up Game server…" }).click();
  await page.getByLabel("Host").fill("play");
  await page.getByRole("button", { name: "Save records" }).click();
  await expect(page.getByText("Saved _minecraft._tcp SRV.")).toBeVisible();
  expect(await answer(nameServer, `_minecraft._tcp.${zone.name}`, "SRV")).toEqual([`0 5 25565 play.${zone.name}.`]);
});

test("DNSSEC is enabled, showing the DS record, and disabled; then the settings are edited and the zone is deleted by typing its name", async ({
  named: { portal, nameServer },
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const other = await newOrganisation(portal);
  const zone = await newZone(portal, organisation);
  const page = await browse(organisation.owner, { portal });
  await visit(page, `${zone.path}/signing`);
  await page.getByRole("button", { name: "Enable DNSSEC" }).click();
  await expect(page.getByText("DNSSEC is enabled", { exact: true })).toBeVisible();
  await expect(page.getByLabel(/^DS record \(/).first()).toHaveValue(/ 13 2 [0-9a-f]{64}/);
  expect(await answer(nameServer, zone.name, "DNSKEY")).toHaveLength(1);
  await page.getByRole("button", { name: "Disable DNSSEC…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Disable DNSSEC" }).click();
  await expect(page.getByText("DNSSEC is disabled", { exact: true })).toBeVisible();

  await visit(page, `${zone.path}/settings`);
  await page.getByRole("button", { name: "Edit…" }).click();
  await page.getByLabel("Contact").fill("dns@example.org");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("SOA record saved.")).toBeVisible();
  expect((await answer(nameServer, zone.name, "SOA"))[0]).toContain("dns.example.org.");
  await page.getByRole("button", { name: "Allow a subdomain…" }).click();
  await page.getByLabel("Name", { exact: true }).fill("shop");
  await page.getByLabel("Organisation", { exact: true }).fill(other.handle);
  await page.getByRole("button", { name: "Allow subdomain" }).click();
  await expect(page.getByRole("row", { name: new RegExp(other.handle) })).toContainText(`shop.${zone.name}`);
  await page.getByRole("button", { name: `Revoke shop.${zone.name}` }).click();
  await expect(page.getByRole("row", { name: new RegExp(other.handle) })).toHaveCount(0);

  await page.getByRole("button", { name: "Delete zone…" }).click();
  const question = page.getByRole("alertdialog");
  await question.getByRole("textbox").fill(zone.name);
  await question.getByRole("button", { name: "Delete zone" }).click();
  await arrive(page, `${organisation.path}/dns`);
  await expect(page.getByRole("heading", { name: "No zones yet" })).toBeVisible();
  expect(await status(nameServer, zone.name, "SOA")).toBe("REFUSED");
});
