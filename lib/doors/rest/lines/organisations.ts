import { z } from "zod";
import { removeOrganisationAvatar, setOrganisationAvatar } from "@/lib/avatars/operations";
import { avatarShape } from "@/lib/avatars/shape";
import { withAvatarUrl, withLogo } from "@/lib/avatars/url";
import { done, line, made, one, pictorial, type Rest } from "@/lib/doors/rest/line";
import {
  checkHandle,
  createOrganisation,
  listOrganisations,
  makeDefault,
  readOrganisation,
  selectOrganisation,
  updateOrganisation,
} from "@/lib/organisations/operations";
import { readSecurity, setSecurity } from "@/lib/organisations/security_operations";
import {
  foundedOrganisationShape,
  handleCheckShape,
  listedOrganisationShape,
  organisationShape,
  securityRulesShape,
  securityShape,
  updatedOrganisationShape,
} from "@/lib/organisations/shape";

/** Organisations. */
export const organisationLines: Rest[] = [
  line("GET", "/organisations", "Check whether a handle is available", checkHandle, handleCheckShape, {
    word: "checkHandle",
    means: "handle",
  }),
  line("GET", "/organisations", "List your organisations", listOrganisations, z.array(listedOrganisationShape), {
    show: (organisations) => organisations.map(withLogo),
  }),
  line("POST", "/organisations", "Create an organisation", createOrganisation, foundedOrganisationShape, {
    ...made,
    show: withLogo,
  }),
  line("GET", one, "Read an organisation", readOrganisation, organisationShape, {
    show: ({ logoProblem: _, ...organisation }) => withLogo(organisation),
  }),
  line("PUT", one, "Edit an organisation", updateOrganisation, updatedOrganisationShape, {
    show: ({ before: _, ...organisation }) => withLogo(organisation),
  }),
  pictorial(
    line("POST", `${one}/avatar`, "Set an organisation’s avatar", setOrganisationAvatar, avatarShape, {
      show: withAvatarUrl,
    }),
  ),
  line("DELETE", `${one}/avatar`, "Remove an organisation’s avatar", removeOrganisationAvatar, avatarShape, {
    show: withAvatarUrl,
  }),
  line("GET", `${one}/security`, "Read an organisation’s security rules", readSecurity, securityShape),
  line("PUT", `${one}/security`, "Set an organisation’s security rules", setSecurity, securityRulesShape),
  done("POST", `${one}/select`, "Switch to an organisation", selectOrganisation),
  done("POST", `${one}/default`, "Set your default organisation", makeDefault),
];
