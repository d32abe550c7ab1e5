import { activateByHand } from "@/lib/zones/claims/portal_operations";
import { grantName } from "@/lib/zones/grants/operations";
import { restoreZone } from "@/lib/zones/history/operations";
import { createZone } from "@/lib/zones/operations";
import { addFromHelper } from "@/lib/zones/records/helper_operations";
import { addRecord, listRecords, removeRecord } from "@/lib/zones/records/operations";
import type { Residents, SignedIn } from "./residents";

/* Names that somebody could own; nothing leaves this machine. Addresses are those reserved for examples. */

const apex = { organisation: "apex-gaming", zone: "apex-gaming-guild.net" };

const first: [name: string, type: string, content: string, message?: string][] = [
  ["@", "A", "203.0.113.10", "The first web server"],
  ["@", "AAAA", "2001:db8:10::10"],
  ["www", "CNAME", "apex-gaming-guild.net."],
  ["mail", "A", "203.0.113.25", "Mail moves in with the website"],
  ["@", "MX", "10 mail.apex-gaming-guild.net."],
  ["status", "A", "203.0.113.40"],
];

/** A zone with a history, a pending one, and a subdomain delegated to others. */
export async function addZones({ as }: Residents): Promise<void> {
  const [owner, admin, administrator] = [await as("Tomasz"), await as("Adaeze"), await as("Rhiannon")];
  await claim(owner, apex);
  await activateByHand(administrator, apex);
  for (const [name, type, content, message] of first) await addRecord(owner, { ...apex, name, type, content, message });
  await addFromHelper(admin, { ...apex, helper: "spf", form: { mx: true, rest: "refuse" } });
  await addFromHelper(admin, { ...apex, helper: "dmarc", form: { policy: "quarantine" } });
  const host = "mc1.apex-gaming-guild.net";
  const game = { game: "minecraft", name: "play", host, port: 25_570, address: "203.0.113.77" };
  const { zoneVersion: good } = await addFromHelper(admin, { ...apex, helper: "game", form: game });
  await addRecord(admin, { ...apex, name: "*", type: "A", content: "203.0.113.99", message: "Try a wildcard" });
  const { items } = await listRecords(admin, { ...apex, q: "status" });
  for (const { id } of items) await removeRecord(admin, { ...apex, record: id, message: "Nobody looks at it" });
  await restoreZone(owner, { ...apex, version: good, confirmed: true, message: "People did look at it" });

  await claim(owner, { ...apex, zone: "apex-gaming-archive.org" });
  const chess = { organisation: "rookery-chess", zone: "chess.apex-gaming-guild.net" };
  await grantName(owner, { ...apex, name: "chess", grantee: chess.organisation });
  await claim(await as("Dakota"), chess);
  await addFjordhost(await as("Linnea"), administrator);
}

const fjord = { organisation: "fjordhost", zone: "fjordhost-nordic.net" };

/** Managed by a member with a custom role. */
async function addFjordhost(keeper: SignedIn, administrator: SignedIn) {
  await claim(keeper, fjord);
  await activateByHand(administrator, fjord);
  for (let customer = 1; customer <= 12; customer++)
    await addRecord(keeper, { ...fjord, name: `customer${customer}`, type: "A", content: `198.51.100.${customer}` });
  await addRecord(keeper, { ...fjord, name: "@", type: "CAA", content: '0 issue "letsencrypt.org"' });
}

const claim = (by: SignedIn, { organisation, zone }: typeof apex) => createZone(by, { organisation, name: zone });
