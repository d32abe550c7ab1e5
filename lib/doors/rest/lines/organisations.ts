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
import {
  foundedOrganisationShape,
  handleCheckShape,
  listedOrganisationShape,
  organisationShape,
  updatedOrganisationShape,
} from "@/lib/organisations/shape";

/** Organisations themselves. */
export const organisationLines: Rest[] = [
  line("GET", "/organisations", "Say whether a handle is taken", checkHandle, handleCheckShape, {
    word: "checkHandle",
    means: "handle",
  }),
  line("GET", "/organisations", "List your organisations", listOrganisations, z.array(listedOrganisationShape), {
    show: (organisations) => organisations.map(withLogo),
  }),
  line("POST", "/organisations", "Found an organisation", createOrganisation, foundedOrganisationShape, {
    ...made,
    show: withLogo,
  }),
  line("GET", one, "Read an organisation", readOrganisation, organisationShape, {
    show: ({ logoProblem: _, ...organisation }) => withLogo(organisation),
  }),
  line("PUT", one, "Change an organisation", updateOrganisation, updatedOrganisationShape, {
    show: ({ before: _, ...organisation }) => withLogo(organisation),
  }),
  pictorial(
    line("POST", `${one}/avatar`, "Give an organisation a picture", setOrganisationAvatar, avatarShape, {
      show: withAvatarUrl,
    }),
  ),
  line("DELETE", `${one}/avatar`, "Take an organisation’s picture away", removeOrganisationAvatar, avatarShape, {
    show: withAvatarUrl,
  }),
  done("POST", `${one}/select`, "Work in this organisation from now on", selectOrganisation),
  done("POST", `${one}/default`, "Start here after a sign-in", makeDefault),
];
