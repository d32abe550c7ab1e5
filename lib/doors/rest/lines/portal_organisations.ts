import { line, made, type Rest } from "@/lib/doors/rest/line";
import { correctOwner, provisionOrganisation, resendOwnerLink } from "@/lib/organisations/provision_operations";
import { provisionedShape } from "@/lib/organisations/shape";

const all = "/admin/organisations";
const one = `${all}/:organisation`;

/** All organisations, for the portal’s administration and its billing program. */
export const portalOrganisationLines: Rest[] = [
  line("POST", all, "Create an organisation for somebody", provisionOrganisation, provisionedShape, made),
  line("POST", `${one}/owner`, "Correct the address of an invited owner", correctOwner, provisionedShape),
  line("POST", `${one}/owner/resend`, "Send an invited owner a new link", resendOwnerLink, provisionedShape),
];
