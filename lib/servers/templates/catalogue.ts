import { games } from "@/lib/servers/templates/games";
import { services } from "@/lib/servers/templates/services";
import type { Template } from "@/lib/servers/templates/template";

export const templates = { ...games, ...services } as const;
export type TemplateName = keyof typeof templates;
export const templateNames = Object.keys(templates) as [TemplateName, ...TemplateName[]];

export const templateOf = (name: TemplateName): Template => templates[name];

/** The initial values of a template’s variables. */
export function initialVariables(name: TemplateName): Record<string, string> {
  return Object.fromEntries(templateOf(name).variables.map((variable) => [variable.name, variable.initial]));
}

/** The problems with the given values of a template’s variables, by variable name. */
export function variableProblems(name: TemplateName, given: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    templateOf(name).variables.flatMap(({ name: key, initial, schema }) => {
      const wrong = schema.safeParse(given[key] ?? initial).error?.issues[0]?.message;
      return wrong === undefined ? [] : [[key, wrong]];
    }),
  );
}

/** The variables of a server created from a template: the template’s, with defaults filled in, and any others given. */
export function variablesFor(name: TemplateName, given: Readonly<Record<string, string>>): Record<string, string> {
  const { variables } = templateOf(name);
  const own = variables.map(({ name: key, initial, schema }) => [key, schema.parse(given[key] ?? initial)] as const);
  const rest = Object.entries(given).filter(([key]) => !variables.some((variable) => variable.name === key));
  return Object.fromEntries([...own.filter(([, value]) => value !== ""), ...rest]);
}
