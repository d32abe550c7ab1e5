import { z } from "zod";
import {
  checkHandle,
  createOrganisation,
  listOrganisations,
  makeDefault,
  readOrganisation,
  selectOrganisation,
  setTier,
  updateOrganisation,
} from "@/lib/organisations/operations";
import {
  foundedOrganisationShape,
  handleCheckShape,
  listedOrganisationShape,
  organisationShape,
  tierShape,
  updatedOrganisationShape,
} from "@/lib/organisations/shape";
import { readHealth } from "@/lib/portal/operations";
import { healthShape } from "@/lib/portal/shape";
import { done, line, made, one, type Rest } from "@/lib/rest/line";

/** Pictures come later; the contract has their place. */
const withPicture = <T>(organisation: T) => ({ ...organisation, avatarUrl: null, logo: null });

/** Organisations, and what the portal says of itself. */
export const organisationLines: Rest[] = [
  line("GET", "/health", "Say whether the portal works", readHealth, healthShape),
  line("GET", "/organisations", "Say whether a handle is taken", checkHandle, handleCheckShape, {
    word: "checkHandle",
    means: "handle",
  }),
  line("GET", "/organisations", "List your organisations", listOrganisations, z.array(listedOrganisationShape), {
    show: (organisations) => organisations.map(withPicture),
  }),
  line("POST", "/organisations", "Found an organisation", createOrganisation, foundedOrganisationShape, {
    ...made,
    show: withPicture,
  }),
  line("GET", one, "Read an organisation", readOrganisation, organisationShape, { show: withPicture }),
  line("PUT", one, "Change an organisation", updateOrganisation, updatedOrganisationShape, {
    show: ({ before: _, ...organisation }) => withPicture(organisation),
  }),
  done("POST", `${one}/select`, "Work in this organisation from now on", selectOrganisation),
  done("POST", `${one}/default`, "Start here after a sign-in", makeDefault),
  line("PUT", "/admin/organisations/:organisation", "Set the portal tier", setTier, tierShape),
];
