import { answer, status } from "../name_server/ask";
import { guardOf } from "../support/guard";
import { newMember, newOrganisation, newPerson } from "../support/people";
import { expect, test } from "../support/test";
import { alive, arrive, visit } from "../support/visit";
import { changeRecords, newZone, newZoneName } from "../support/zones";

test("a new zone shows how to verify it, and goes live once an administrator approves it", async ({
  named: { portal, nameServer },
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const name = newZoneName();
  const page = await browse(organisation.owner, { portal });
  await visit(page, `${organisation.path}/dns`);
  await expect(page.getByRole("heading", { name: "No zones yet" })).toBeVisible();
  await page.getByRole("button", { name: "Add a zone" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a zone" });
  await dialog.getByLabel("Name").fill("not a name");
  await expect(dialog.getByLabel("Name")).toHaveAccessibleDescription(/A name can’t have spaces/);
  await dialog.getByLabel("Name").fill("co.uk");
  await dialog.getByRole("button", { name: "Add zone" }).click();
  await expect(dialog.getByLabel("Name")).toHaveAccessibleDescription(/co\.uk is a public suffix/);
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Add zone" }).click();
  await arrive(page, `${organisation.path}/dns/${name}`);
  await expect(page.getByText("Pending verification")).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(`_guildhall-challenge.${name}`);
  await expect(page.getByLabel("Verification name server")).toHaveValue(/\.proof\.example\.net$/);
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(page.getByText(/^Couldn’t check the verification|^Verification wasn’t found yet/)).toBeVisible();

  await page.getByRole("button", { name: "Add a record" }).click();
  const adding = page.getByRole("dialog", { name: "Add a record" });
  await adding.getByLabel("Name").fill("www");
  await adding.getByLabel("IPv4 address").fill("192.0.2.7");
  await adding.getByRole("button", { name: "Add record" }).click();
  await expect(page.getByText("Record www A added.")).toBeVisible();
  expect(await status(nameServer, `www.${name}`, "A")).toBe("REFUSED");

  const [zone] = await portal.sql<{ id: string }>("select id from zones where name = $1", [name]);
  const administrator = await browse(await newPerson(portal, { portalAdmin: true }), { portal });
  await administrator.goto("/dashboard/organisations");
  const activated = await administrator.request.post(`/api/admin/zones/${zone?.id}/activate`, {
    headers: { origin: portal.url },
    data: {},
  });
  expect(activated.status()).toBe(200);
  expect(await answer(nameServer, `www.${name}`, "A")).toEqual(["192.0.2.7"]);
  await visit(page, `${organisation.path}/dns/${name}`);
  await expect(page.getByText(/live with serial \d+/)).toBeVisible();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "DNS 1", exact: true })).toBeVisible();

  // No page or API accepts such a record.
  await changeRecords(portal, { id: zone?.id ?? "", name }, [["x", "TYPE13", "\\# 9 025043054c696e7578"]]);
  await visit(page, `${organisation.path}/dns/${name}`);
  await expect(page.getByText("One name is failing")).toBeVisible();
  await expect(page.getByText("The name server can’t read a record at x. Edit or delete")).toBeVisible();
  await expect(page.getByText("Failing", { exact: true })).toBeVisible();
  await expect(page.getByText("Live", { exact: true })).toHaveCount(0);
  await portal.sql("update zone_checks set failing = $2, failing_since = now() where zone_id = $1", [
    zone?.id,
    [`x.${name}`],
  ]);
  for (const [who, path] of [
    [page, `${organisation.path}/dns`],
    [administrator, `/dashboard/portal/zones?q=${name}`],
  ] as const) {
    await visit(who, path);
    await expect(who.getByRole("row", { name })).toContainText("Failing");
  }
});

test("a record is edited in its row using only the keyboard, with errors while typing; it is live at once and can be undone", async ({
  named: { portal, nameServer },
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const zone = await newZone(portal, organisation, {
    records: [
      ["play", "A", "192.0.2.1"],
      ["_minecraft._tcp", "SRV", "0 5 25565 play.example.org."],
    ],
  });
  const page = await browse(organisation.owner, { portal });
  await visit(page, zone.path);
  await page.getByRole("button", { name: "Edit _minecraft._tcp SRV" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Priority")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Port")).toBeFocused();
  await page.keyboard.type("70000");
  await expect(page.getByLabel("Port")).toHaveAccessibleDescription(/isn’t a port|from 0 to 65535/);
  await page.getByLabel("Port").fill("25566");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("192.0.2.1");
  await expect(page.getByLabel("Target")).toHaveAccessibleDescription(/is an IP address, but a name is needed/);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("play");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Record _minecraft._tcp SRV saved.")).toBeVisible();
  expect(await answer(nameServer, `_minecraft._tcp.${zone.name}`, "SRV")).toEqual([`0 5 25566 play.${zone.name}.`]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Record _minecraft._tcp SRV restored.")).toBeVisible();
  expect(await answer(nameServer, `_minecraft._tcp.${zone.name}`, "SRV")).toEqual(["0 5 25565 play.example.org."]);

  await page.getByRole("button", { name: "Edit play A" }).press("Enter");
  await page.keyboard.type("192.0.2.99");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Edit play A" })).toBeFocused();
  expect(await answer(nameServer, `play.${zone.name}`, "A")).toEqual(["192.0.2.1"]);
  await page.getByRole("button", { name: "Edit play A" }).press("Enter");
  await page.getByRole("button", { name: "Delete record" }).click();
  await expect(page.getByText("Record play A deleted.")).toBeVisible();
  expect(await answer(nameServer, `play.${zone.name}`, "A")).toEqual([]);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByText("Record play A restored.")).toBeVisible();
  expect(await answer(nameServer, `play.${zone.name}`, "A")).toEqual(["192.0.2.1"]);
});

test("when two people edit the same record, the second sees what the first saved and chooses", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const admin = await newMember(portal, organisation, "admin", { name: "Ada Admin" });
  const zone = await newZone(portal, organisation, { records: [["www", "A", "192.0.2.1"]] });
  const [first, second] = [await browse(organisation.owner), await browse(admin)];
  for (const page of [first, second]) {
    await visit(page, zone.path);
    await page.getByRole("button", { name: "Edit www A" }).click();
  }
  const save = async (page: typeof first, address: string) => {
    await page.getByLabel("IPv4 address").fill(address);
    await page.keyboard.press("Enter");
  };
  await save(first, "192.0.2.2");
  await expect(first.getByText("Record www A saved.")).toBeVisible();
  await save(second, "192.0.2.3");
  await expect(second.getByRole("alert").filter({ hasText: "Somebody" })).toContainText(
    "Somebody else edited this in the meantime",
  );
  await expect(second.getByRole("alert").filter({ hasText: "Somebody" })).toContainText("192.0.2.2");
  await expect(second.getByLabel("IPv4 address")).toHaveValue("192.0.2.3");
  await second.getByRole("button", { name: "Keep mine" }).click();
  await expect(second.getByText("Record www A saved.")).toBeVisible();
  await expect(second.getByRole("row", { name: /www/ })).toContainText("192.0.2.3");
  // The first still edits the old record, and takes theirs.
  await first.getByRole("button", { name: "Edit www A" }).click();
  await save(first, "192.0.2.4");
  await first.getByRole("button", { name: "Use theirs" }).click();
  await expect(first.getByRole("row", { name: /www/ })).toContainText("192.0.2.3");
  await expect(first.getByLabel("IPv4 address")).toBeHidden();
});

test("the list of records can be searched, filtered by type and paged, even without scripts", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const many = Array.from({ length: 230 }, (_, place): [string, string, string] => [
    `host-${String(place).padStart(3, "0")}`,
    "A",
    `198.51.100.${place}`,
  ]);
  const zone = await newZone(portal, organisation, { records: [...many, ["", "TXT", '"v=spf1 -all"']] });
  const page = await browse(organisation.owner, { javaScriptEnabled: false });
  // The browser reports every script that it doesn’t run.
  guardOf(page).off();
  await page.goto(zone.path);
  await expect(page.getByText("100 shown · 232 in total")).toBeVisible();
  await page.getByRole("link", { name: "Next" }).click();
  await expect(page.getByRole("cell", { name: "host-150", exact: true })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search records" }).fill("host-22");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: /host-22/ })).toHaveCount(10);
  await page.goto(`${zone.path}?type=TXT`);
  await expect(page.getByRole("row", { name: /v=spf1 -all/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /host-/ })).toHaveCount(0);
});

test("a member who may only view zones can’t edit them; while DNS is off, nobody sees any zone", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const member = await newMember(portal, organisation, "member");
  const zone = await newZone(portal, organisation, { records: [["www", "A", "192.0.2.1"]] });
  const page = await browse(member);
  await visit(page, zone.path);
  await expect(page.getByRole("cell", { name: "192.0.2.1" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Edit|Add a record/ })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Record wizards" })).toHaveCount(0);
  await visit(page, `${zone.path}/settings`);
  await expect(page.getByRole("button", { name: /Save|Delete/ })).toHaveCount(0);

  const administrator = await browse(await newPerson(portal, { portalAdmin: true }));
  await visit(administrator, "/dashboard/portal/settings");
  await portal.sql("insert into features (name, enabled) values ('dns', false)");
  await page.goto(zone.path);
  await alive(page);
  await expect(page.getByRole("heading", { name: "DNS is switched off" })).toBeVisible();
  await expect(page.getByRole("link", { name: /^DNS/ })).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("option", { name: /zone/i })).toHaveCount(0);
  await portal.sql("delete from features where name = 'dns'");
});
