import { newInvitation } from "../support/people";
import { expect, test } from "../support/test";
import { newTown } from "../support/town";
import { alive } from "../support/visit";
import { changeRecords, newZone } from "../support/zones";

// Takes the README's screenshots when E2E_PICTURES names a folder (see CONTRIBUTING.md). It tests nothing by itself.
const folder = process.env.E2E_PICTURES;

const records: [string, string, string, number?][] = [
  ["", "A", "203.0.113.24"],
  ["", "AAAA", "2001:db8:41::24"],
  ["", "MX", "10 mx1.fjordhost.example."],
  ["", "TXT", '"v=spf1 include:_spf.fjordhost.example -all"'],
  ["_dmarc", "TXT", '"v=DMARC1; p=quarantine; rua=mailto:post@apex-gaming.net"'],
  ["_minecraft._tcp", "SRV", "0 5 25565 play.apex-gaming.net."],
  ["map", "CNAME", "pages.fjordhost.example."],
];

if (folder)
  test("pictures for the README", async ({ ownPortal, browse }) => {
    const portal = await ownPortal();
    const { owner, organisation } = await newTown(portal, { plain: true });
    const { mailed } = await newInvitation(portal, organisation, { email: "kit.marlowe@mail.example" });
    const take = async (
      name: string,
      path: string,
      theme: "light" | "dark",
      { width, height, who = owner }: { width: number; height: number; who?: typeof owner | null },
    ) => {
      const page = await browse(who, {
        portal,
        viewport: { width, height },
        deviceScaleFactor: width < 500 ? 2 : 1,
        colorScheme: theme,
      });
      await page.goto(path);
      await alive(page);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.screenshot({ path: `${folder}/readme-${name}-${theme}.png` });
      await page.context().close();
    };
    await take("organisations", "/dashboard/organisations", "light", { width: 1440, height: 800 });
    await take("members", `${organisation.path}/members`, "dark", { width: 1440, height: 900 });
    await take("activity", `${organisation.path}/activity`, "light", { width: 1440, height: 900 });
    const zone = await newZone(portal, organisation, { name: "apex-gaming.net", records });
    for (const address of ["203.0.113.24", "203.0.113.25", "203.0.113.26"])
      await changeRecords(portal, zone, [["play", "A", address, 300]]);
    await take("zone", zone.path, "light", { width: 1280, height: 900 });
    for (const theme of ["light", "dark"] as const)
      await take("invitation", mailed, theme, { width: 360, height: 1080, who: null });
  });
