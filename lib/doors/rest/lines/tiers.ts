import { z } from "zod";
import { line, type Rest } from "@/lib/doors/rest/line";
import { setTier } from "@/lib/organisations/portal_operations";
import { tierShape } from "@/lib/organisations/shape";
import { setOrganisationPool, setTierPool } from "@/lib/pools/operations";
import { organisationPoolShape } from "@/lib/pools/shape";
import { countAboveLimits, listTiers, readTier, setOrganisationLimits, setTierLimits } from "@/lib/tiers/operations";
import { aboveShape, organisationLimitsShape, portalTierShape } from "@/lib/tiers/shape";

const one = "/admin/organisations/:organisation";

/** What organisations may have: by their portal tier, or of their own. */
export const tierLines: Rest[] = [
  line("PUT", one, "Change an organisation’s pool", setOrganisationPool, organisationPoolShape, { word: "pool" }),
  line("PUT", one, "Change an organisation’s limits", setOrganisationLimits, organisationLimitsShape, {
    word: "limits",
  }),
  line("PUT", one, "Change an organisation’s portal tier", setTier, tierShape),
  line("GET", "/admin/tiers", "List the portal tiers with their limits and pools", listTiers, z.array(portalTierShape)),
  line("GET", "/admin/tiers/:tier", "Read a portal tier", readTier, portalTierShape),
  line("GET", "/admin/tiers/:tier/above", "Count organisations above some limits", countAboveLimits, aboveShape),
  line("PUT", "/admin/tiers/:tier", "Change a portal tier’s limits", setTierLimits, portalTierShape, {
    word: "limits",
  }),
  line("PUT", "/admin/tiers/:tier", "Change a portal tier’s pool", setTierPool, portalTierShape),
];
