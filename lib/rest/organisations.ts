import { z } from "zod";
import {
  checkHandle,
  createOrganisation,
  listOrganisations,
  makeDefault,
  readOrganisation,
  selectOrganisation,
  updateOrganisation,
} from "@/lib/organisations/operations";
import {
  foundedOrganisationShape,
  handleCheckShape,
  listedOrganisationShape,
  organisationShape,
  updatedOrganisationShape,
} from "@/lib/organisations/shape";
import { done, line, made, one, type Rest } from "@/lib/rest/line";

/** Pictures come later; the contract has their place. */
const withPicture = <T>(organisation: T) => ({ ...organisation, avatarUrl: null, logo: null });

/** Organisations themselves. */
export const organisationLines: Rest[] = [
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
];
