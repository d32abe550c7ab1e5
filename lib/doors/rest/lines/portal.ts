import { z } from "zod";
import { readPicture } from "@/lib/avatars/operations";
import { withAvatarUrl } from "@/lib/avatars/url";
import { line, pages, picture, type Rest } from "@/lib/doors/rest/line";
import { setTier } from "@/lib/organisations/operations";
import { listEveryOrganisation } from "@/lib/organisations/portal_operations";
import { administeredOrganisationShape, tierShape } from "@/lib/organisations/shape";
import { listTiers, setOrganisationPool, setTierPool } from "@/lib/pools/operations";
import { organisationPoolShape, tierPoolShape } from "@/lib/pools/shape";
import { readHealth } from "@/lib/portal/operations";
import { changeFeatures, changeRegistries, readFeatures, readSettings } from "@/lib/portal/settings_operations";
import { featuresShape, healthShape, settingsShape } from "@/lib/portal/shape";

/** What the portal says of itself, and what its administrators do. */
export const portalLines: Rest[] = [
  line("GET", "/health", "Say whether the portal works", readHealth, healthShape),
  picture("/pictures/:name/:size", "Fetch a picture", readPicture),
  line("GET", "/public/features", "Say what the portal offers", readFeatures, featuresShape),
  line("GET", "/admin/settings", "Read the portal’s settings", readSettings, settingsShape),
  line("PUT", "/admin/settings", "Say where servers’ images may come from", changeRegistries, settingsShape, {
    word: "imageRegistries",
  }),
  line("PUT", "/admin/settings", "Switch features on or off", changeFeatures, settingsShape),
  pages(
    "/admin/organisations",
    "List every organisation",
    listEveryOrganisation,
    administeredOrganisationShape,
    withAvatarUrl,
  ),
  line(
    "PUT",
    "/admin/organisations/:organisation",
    "Give an organisation a pool of its own",
    setOrganisationPool,
    organisationPoolShape,
    {
      word: "pool",
    },
  ),
  line("PUT", "/admin/organisations/:organisation", "Set the portal tier", setTier, tierShape),
  line("GET", "/admin/tiers", "List the portal tiers with their pools", listTiers, z.array(tierPoolShape)),
  line("PUT", "/admin/tiers/:tier", "Change a portal tier’s pool", setTierPool, tierPoolShape),
];
