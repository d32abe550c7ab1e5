import { answer, status } from "../name_server/ask";
import { newOrganisation } from "../support/people";
import { expect, test } from "../support/test";
import { arrive, visit } from "../support/visit";
import { newZone } from "../support/zones";

test("the zone’s text is changed with its difference seen first; lines that are wrong are named", async ({
  named: { portal, nameServer },
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const zone = await newZone(portal, organisation, { records: [["www", "A", "192.0.2.1"]] });
  const page = await browse(organisation.owner, { portal });
  await visit(page, `${zone.path}/text`);
  const text = page.getByLabel("The zone as text");
  const written = await text.inputValue();
  await text.fill(`${written}\nshop IN A 192.0.2.300\n`);
  await page.getByRole("button", { name: "See what would change" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Nothing is taken" })).toContainText("192.0.2.300");
  await expect(page.getByRole("button", { name: /^Line \d+/ })).toBeVisible();
  await text.fill(`${written}\nshop IN A 192.0.2.30\n`);
  await page.getByRole("button", { name: "See what would change" }).click();
  await expect(page.getByText("1 added, 0 removed")).toBeVisible();
  await expect(page.getByRole("list", { name: "What would change" })).toContainText("192.0.2.30");
  await page.getByRole("button", { name: "Take these changes" }).click();
  await arrive(page, zone.path);
  expect(await answer(nameServer, `shop.${zone.name}`, "A")).toEqual(["192.0.2.30"]);
});

test("an import that changes much of a zone asks once more, and the version before is restored", async ({
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
  await page.getByLabel("The file takes their place").check();
  await page.getByRole("button", { name: "See what would change" }).click();
  await expect(page.getByText("This changes much of the zone")).toBeVisible();
  await expect(page.getByRole("button", { name: "Take these changes" })).toHaveAttribute("aria-disabled", "true");
  await page.getByLabel("I have looked at the changes and mean them").check();
  await page.getByRole("button", { name: "Take these changes" }).click();
  await arrive(page, zone.path);
  expect(await answer(nameServer, `only.${zone.name}`, "A")).toEqual(["203.0.113.9"]);
  expect(await answer(nameServer, `h3.${zone.name}`, "A")).toEqual([]);

  await visit(page, `${zone.path}/history`);
  await expect(page.getByRole("img", { name: /^Changes a day: 2 changes in 30 days/ })).toBeVisible();
  await page.getByRole("link", { name: "Version 1", exact: true }).click();
  await page.getByRole("link", { name: "Compare with now" }).click();
  await expect(page.getByRole("list", { name: "What has changed since version 1" })).toContainText("203.0.113.9");
  await page.getByRole("button", { name: "Restore" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Restore version 1" }).click();
  await expect(page.getByText(`Version 1 of ${zone.name} is restored.`)).toBeVisible();
  expect(await answer(nameServer, `h3.${zone.name}`, "A")).toEqual(["192.0.2.4"]);
  expect(await answer(nameServer, `only.${zone.name}`, "A")).toEqual([]);
});

test("helpers show the records that they make, and save them", async ({ named: { portal, nameServer }, browse }) => {
  const organisation = await newOrganisation(portal);
  const zone = await newZone(portal, organisation);
  const page = await browse(organisation.owner, { portal });
  await visit(page, `${zone.path}/helpers`);
  await page.getByRole("button", { name: "Fill in SPF…" }).click();
  await page.getByLabel("Mail providers").fill("_spf.example.org");
  await expect(page.getByText("v=spf1 mx include:_spf.example.org ~all")).toBeVisible();
  await page.getByLabel("Other addresses").fill("nonsense");
  await page.getByRole("button", { name: "Save these records" }).click();
  await expect(page.getByLabel("Other addresses")).toHaveAccessibleDescription(/Give an IPv4 or IPv6 address/);
  await page.getByLabel("Other addresses").fill("192.0.2.0/24");
  await page.getByRole("button", { name: "Save these records" }).click();
  await expect(page.getByText("The records @ TXT are saved.")).toBeVisible();
  expect(await answer(nameServer, zone.name, "TXT")).toEqual([
    '"v=spf1 mx ip4:192.0.2.0/24 include:_spf.example.org ~all"',
  ]);
  await expect(page.getByRole("button", { name: "Change SPF…" })).toBeVisible();
  await page.getByRole("button", { name: "Fill in Game server…" }).click();
  await page.getByLabel("Host").fill("play");
  await page.getByRole("button", { name: "Save these records" }).click();
  await expect(page.getByText("The records _minecraft._tcp SRV are saved.")).toBeVisible();
  expect(await answer(nameServer, `_minecraft._tcp.${zone.name}`, "SRV")).toEqual([`0 5 25565 play.${zone.name}.`]);
});

test("a zone is signed, its DS shown, and unsigned; then its settings change and it is deleted by its name", async ({
  named: { portal, nameServer },
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const other = await newOrganisation(portal);
  const zone = await newZone(portal, organisation);
  const page = await browse(organisation.owner, { portal });
  await visit(page, `${zone.path}/signing`);
  await page.getByRole("button", { name: "Sign the zone" }).click();
  await expect(page.getByText("This zone is signed", { exact: true })).toBeVisible();
  await expect(page.getByLabel(/^DS record/).first()).toHaveValue(/ 13 2 [0-9a-f]{64}/);
  expect(await answer(nameServer, zone.name, "DNSKEY")).toHaveLength(1);
  await page.getByRole("button", { name: "Stop signing…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Stop signing" }).click();
  await expect(page.getByText("This zone isn’t signed", { exact: true })).toBeVisible();

  await visit(page, `${zone.path}/settings`);
  await page.getByRole("button", { name: "Change these…" }).click();
  await page.getByLabel("Contact").fill("dns@example.org");
  await page.getByRole("button", { name: "Save the settings" }).click();
  await expect(page.getByText("The zone’s settings are saved.")).toBeVisible();
  expect((await answer(nameServer, zone.name, "SOA"))[0]).toContain("dns.example.org.");
  await page.getByRole("button", { name: "Grant a name…" }).click();
  await page.getByLabel("Name", { exact: true }).fill("shop");
  await page.getByLabel("Organisation", { exact: true }).fill(other.handle);
  await page.getByRole("button", { name: "Grant the name" }).click();
  await expect(page.getByRole("row", { name: new RegExp(other.handle) })).toContainText(`shop.${zone.name}`);
  await page.getByRole("button", { name: `Take back the grant of shop.${zone.name}` }).click();
  await expect(page.getByRole("row", { name: new RegExp(other.handle) })).toHaveCount(0);

  await page.getByRole("button", { name: "Delete the zone…" }).click();
  const question = page.getByRole("alertdialog");
  await question.getByRole("textbox").fill(zone.name);
  await question.getByRole("button", { name: "Delete the zone" }).click();
  await arrive(page, `${organisation.path}/dns`);
  await expect(page.getByRole("heading", { name: "No zones yet" })).toBeVisible();
  expect(await status(nameServer, zone.name, "SOA")).toBe("REFUSED");
});
