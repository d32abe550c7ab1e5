import { look, lookAtOpen } from "../support/look";
import { newMember, newOrganisation } from "../support/people";
import { expect, test } from "../support/test";
import { newTown } from "../support/town";
import { alive } from "../support/visit";
import { changeRecords, newImport, newZone } from "../support/zones";

const records: [string, string, string, number?][] = [
  ["", "A", "203.0.113.24"],
  ["", "AAAA", "2001:db8:41::24"],
  ["", "MX", "10 mx1.fjordhost.example."],
  ["", "TXT", '"v=spf1 include:_spf.fjordhost.example -all"'],
  ["_dmarc", "TXT", '"v=DMARC1; p=quarantine; rua=mailto:post@apex-gaming.example"'],
  ["_minecraft._tcp", "SRV", "0 5 25565 play.fjordhost.example."],
  ["beta", "A", "198.51.100.7", 300],
  ["map", "CNAME", "pages.fjordhost.example."],
  ["www", "A", "203.0.113.24", 300],
];

test("the pages of zones, in light and dark", async ({ portal, browse }) => {
  const { owner, organisation, members } = await newTown(portal);
  const quiet = await newOrganisation(portal, owner, "Quiet Corner");
  const zone = await newZone(portal, organisation, { records });
  await changeRecords(portal, zone, [
    ["play", "A", "203.0.113.24", 300],
    ["play", "AAAA", "2001:db8:41::24", 300],
  ]);
  const pending = await newZone(portal, organisation, {
    name: `xn--mnchen-3ya.${zone.name}`,
    active: false,
  });
  const page = await browse(owner);
  await page.goto("/dashboard/account");
  await look(page, [
    ["zones", `${organisation.path}/dns`],
    ["zones-none", `${quiet.path}/dns`],
    ["zones-none-found", `${organisation.path}/dns?q=nothing`],
    ["zone", zone.path],
    ["zone-none-found", `${zone.path}?q=nothing&type=MX`],
    ["zone-pending", pending.path],
    ["zone-missing", `${organisation.path}/dns/nothing.net`, 404],
    ["zone-helpers", `${zone.path}/helpers`],
    ["zone-text", `${zone.path}/text`],
    ["zone-import", `${zone.path}/import`],
    ["zone-history", `${zone.path}/history`],
    ["zone-history-version", `${zone.path}/history?version=1&against=now`],
    ["zone-signing", `${zone.path}/signing`],
    ["zone-settings", `${zone.path}/settings`],
  ]);
  const member = await browse(members[4]);
  await member.goto("/dashboard/account");
  await look(member, [
    ["zone-member", zone.path],
    ["zone-member-settings", `${zone.path}/settings`],
    ["zone-member-helpers", `${zone.path}/helpers`, 403],
  ]);
});

test("the pages of running and failed imports, in light and dark", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const running = await newZone(portal, organisation);
  const failed = await newZone(portal, organisation);
  await newImport(portal, running, { state: "running", saved: 42_000 });
  await newImport(portal, failed, {
    state: "failed",
    problem: "Somebody edited the zone in the meantime. Check the changes again, then confirm them.",
  });
  const page = await browse(organisation.owner);
  await page.goto("/dashboard/account");
  await look(page, [
    ["zone-importing", running.path],
    ["zone-importing-import", `${running.path}/import`],
    ["zone-import-failed", `${failed.path}/import`],
  ]);
});

test("the dialogs on pages of zones, in light and dark", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  await newMember(portal, organisation, "admin");
  const zone = await newZone(portal, organisation, { records });
  const page = await browse(organisation.owner);
  const picture = (name: string) => lookAtOpen(page, name);
  await page.goto(zone.path);
  await alive(page);
  await page.getByRole("button", { name: "Edit _minecraft._tcp SRV" }).click();
  await page.getByLabel("Target").fill("203.0.113.24");
  await expect(page.getByLabel("Target")).toHaveAccessibleDescription(/is an IP address/);
  await picture("record");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Add a record" }).click();
  await page.getByRole("dialog").getByLabel("Type").selectOption("CAA");
  await picture("new-record");
  await page.goto(`${organisation.path}/dns?new=1`);
  await alive(page);
  await page.getByRole("dialog").getByLabel("Name").fill("a b");
  await picture("new-zone");
  await page.goto(`${zone.path}/import`);
  await alive(page);
  await page.getByLabel("Zone file", { exact: true }).fill("shop IN A 192.0.2.30\n");
  await page.getByRole("button", { name: "Preview changes" }).click();
  await expect(page.getByText("1 added, 0 removed")).toBeVisible();
  await picture("import");
  await page.goto(`${zone.path}/helpers`);
  await alive(page);
  await page.getByRole("button", { name: "Edit DMARC…" }).click();
  await expect(page.getByText(/"v=DMARC1; p=quarantine/)).toBeVisible();
  await picture("helper");
  await page.goto(`${zone.path}/settings`);
  await alive(page);
  await page.getByRole("button", { name: "Edit…" }).click();
  await expect(page.getByLabel("Contact")).toBeVisible();
  await picture("zone-settings");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Delete zone…" }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await picture("delete-zone");
});
