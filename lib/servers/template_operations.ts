import { organisationQuery } from "@/lib/kernel/kinds";
import { inOrganisation } from "@/lib/organisations/schema";
import { templateNames, templateOf } from "@/lib/servers/templates/catalogue";

/** The templates, with the variables of each. */
export const listTemplates = organisationQuery("server.templates", {
  input: inOrganisation,
  feature: "servers",
  token: "organisation",
  permission: "server.read",
  run: async () =>
    templateNames.map((name) => {
      const { profile: _, variables, ports, ...facts } = templateOf(name);
      return {
        name,
        ...facts,
        ports: [...ports],
        variables: variables.map(({ schema: _, ...shown }) => ({ ...shown, choices: [...shown.choices] })),
      };
    }),
});
