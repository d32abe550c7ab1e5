import { readPicture } from "@/lib/avatars/operations";
import { line, picture, type Rest } from "@/lib/doors/rest/line";
import { readHealth } from "@/lib/portal/operations";
import {
  changeFeatures,
  changeRegistries,
  changeSettings,
  readFeatures,
  readSettings,
} from "@/lib/portal/settings_operations";
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
  line("PUT", "/admin/settings", "Enable or disable features", changeFeatures, settingsShape, {
    word: "featureToggles",
  }),
  line("PUT", "/admin/settings", "Change periods, and who may create organisations", changeSettings, settingsShape),
];
