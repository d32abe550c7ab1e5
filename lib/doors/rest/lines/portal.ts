import { z } from "zod";
import { readPicture } from "@/lib/avatars/operations";
import { line, picture, type Rest } from "@/lib/doors/rest/line";
import { setTier } from "@/lib/organisations/portal_operations";
import { tierShape } from "@/lib/organisations/shape";
import { listTiers, setOrganisationPool, setTierPool } from "@/lib/pools/operations";
import { organisationPoolShape, tierPoolShape } from "@/lib/pools/shape";
import { readHealth } from "@/lib/portal/operations";
import { changeFeatures, changeRegistries, readFeatures, readSettings } from "@/lib/portal/settings_operations";
import { featuresShape, healthShape, settingsShape } from "@/lib/portal/shape";

/** The portal itself, and its administration. */
export const portalLines: Rest[] = [
  line("GET", "/health", "Check the portal’s health", readHealth, healthShape),
  picture("/pictures/:name/:size", "Read an avatar", readPicture),
  line("GET", "/public/features", "Read the portal’s features", readFeatures, featuresShape),
  line("GET", "/admin/settings", "Read the portal’s settings", readSettings, settingsShape),
  line("PUT", "/admin/settings", "Change the allowed image registries", changeRegistries, settingsShape, {
    word: "imageRegistries",
  }),
  line("PUT", "/admin/settings", "Enable or disable features", changeFeatures, settingsShape),
  line(
    "PUT",
    "/admin/organisations/:organisation",
    "Change an organisation’s pool",
    setOrganisationPool,
    organisationPoolShape,
    {
      word: "pool",
    },
  ),
  line("PUT", "/admin/organisations/:organisation", "Change an organisation’s portal tier", setTier, tierShape),
  line("GET", "/admin/tiers", "List the portal tiers with their pools", listTiers, z.array(tierPoolShape)),
  line("PUT", "/admin/tiers/:tier", "Change a portal tier’s pool", setTierPool, tierPoolShape),
];
