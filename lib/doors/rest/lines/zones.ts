import { z } from "zod";
import { done, line, made, one, pages, type Rest } from "@/lib/doors/rest/line";
import { verifyZone } from "@/lib/zones/claims/operations";
import { activateByHand, listClaims } from "@/lib/zones/claims/portal_operations";
import { grantName, listGrants, revokeGrant } from "@/lib/zones/grants/operations";
import { changeZone, createZone, deleteZone, listZones, readAnswering, readZone } from "@/lib/zones/operations";
import { answeringShape, grantShape, listedClaimShape, zoneShape } from "@/lib/zones/shape";

const list = `${one}/dns/zones`;
const zone = `${list}/:zone`;

/** Zones: adding, verifying and allowing subdomains. */
export const zoneLines: Rest[] = [
  line("GET", list, "List zones", listZones, z.array(zoneShape), { show: ({ zones }) => zones }),
  line("POST", list, "Add a zone", createZone, zoneShape, made),
  line("GET", zone, "Read a zone", readZone, zoneShape),
  line("PUT", zone, "Edit a zone’s SOA record", changeZone, zoneShape),
  done("DELETE", zone, "Delete a zone", deleteZone),
  line("POST", `${zone}/verify`, "Verify a zone", verifyZone, zoneShape),
  line("GET", `${zone}/answering`, "Read what the name server serves of a zone", readAnswering, answeringShape),
  line("GET", `${zone}/grants`, "List the delegated subdomains of a zone", listGrants, z.array(grantShape)),
  line("POST", `${zone}/grants`, "Allow another organisation a subdomain", grantName, grantShape, made),
  done("DELETE", `${zone}/grants/:grant`, "Revoke a delegated subdomain", revokeGrant),
  pages("/admin/zones", "List all zones of the portal", listClaims, listedClaimShape),
  line("POST", "/admin/zones/:zone/activate", "Approve a zone without verification", activateByHand, listedClaimShape),
];
