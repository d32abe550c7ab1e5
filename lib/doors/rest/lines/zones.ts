import { z } from "zod";
import { done, line, made, one, pages, type Rest } from "@/lib/doors/rest/line";
import { verifyZone } from "@/lib/zones/claims/operations";
import { activateByHand, listClaims } from "@/lib/zones/claims/portal_operations";
import { grantName, listGrants, revokeGrant } from "@/lib/zones/grants/operations";
import { changeZone, createZone, deleteZone, listZones, readAnswering, readZone } from "@/lib/zones/operations";
import { answeringShape, grantShape, listedClaimShape, zoneShape } from "@/lib/zones/shape";

const list = `${one}/dns/zones`;
const zone = `${list}/:zone`;

/** Zones: what is claimed, proved and granted. */
export const zoneLines: Rest[] = [
  line("GET", list, "List zones", listZones, z.array(zoneShape), { show: ({ zones }) => zones }),
  line("POST", list, "Claim a zone", createZone, zoneShape, made),
  line("GET", zone, "Read a zone", readZone, zoneShape),
  line("PUT", zone, "Change a zone’s settings", changeZone, zoneShape),
  done("DELETE", zone, "Delete a zone", deleteZone),
  line("POST", `${zone}/verify`, "Look for a zone’s proof, and have it answered for", verifyZone, zoneShape),
  line("GET", `${zone}/answering`, "Ask the name server for a zone", readAnswering, answeringShape),
  line("GET", `${zone}/grants`, "List names that others may have below a zone", listGrants, z.array(grantShape)),
  line("POST", `${zone}/grants`, "Grant a name below a zone", grantName, grantShape, made),
  done("DELETE", `${zone}/grants/:grant`, "Take a grant back", revokeGrant),
  pages("/admin/zones", "List every zone of the portal", listClaims, listedClaimShape),
  line("POST", "/admin/zones/:zone/activate", "Have a zone served without a proof", activateByHand, listedClaimShape),
];
