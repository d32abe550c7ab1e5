import { z } from "zod";

/** One variable of a template: how a form asks for it, and what it takes. A variable that is empty isn’t set. */
export interface Variable {
  name: string;
  label: string;
  help: string | null;
  kind: "text" | "number" | "choice" | "secret" | "agreement";
  initial: string;
  choices: readonly { value: string; label: string }[];
  /** Of what was typed; says what is wrong in words. */
  schema: z.ZodType<string, string>;
}

interface About {
  label: string;
  help?: string;
  initial?: string;
}

const variable = (name: string, { label, help, initial = "" }: About, more: Pick<Variable, "kind" | "schema">) => ({
  ...{ name, label, help: help ?? null, initial, choices: [] },
  ...more,
});

/** One line. */
const oneLine = (most: number) =>
  z
    .string()
    .max(most, { error: `Use at most ${most} characters.`, abort: true })
    .refine((text) => !/\p{Cc}/u.test(text), "Remove line breaks and invisible characters.");

export const text = (name: string, { most = 200, ...about }: About & { most?: number }): Variable =>
  variable(name, about, { kind: "text", schema: oneLine(most) });

/** A name as databases take it without quotes; empty: the image’s own. */
export const identifier = (name: string, about: About): Variable =>
  variable(name, about, {
    kind: "text",
    schema: z
      .string()
      .regex(/^([a-z_][a-z0-9_]{0,62})?$/, "Use lower-case letters, digits and underscores, a letter first."),
  });

/** A whole number. */
export const number = (name: string, { least, most, ...about }: About & { least: number; most: number }): Variable =>
  variable(name, about, {
    kind: "number",
    schema: z
      .string()
      .trim()
      .refine((typed) => /^\d{1,9}$/.test(typed) && Number(typed) >= least && Number(typed) <= most, {
        message: `Give a number from ${least} to ${most}.`,
      }),
  });

export const choice = (name: string, { choices, ...about }: About & { choices: Record<string, string> }): Variable => ({
  ...variable(
    name,
    { initial: Object.keys(choices)[0], ...about },
    {
      kind: "choice",
      schema: z.string().refine((chosen) => Object.hasOwn(choices, chosen), "Choose one of the list."),
    },
  ),
  choices: Object.entries(choices).map(([value, label]) => ({ value, label })),
});

export const yesNo = (name: string, about: About & { initial: "true" | "false" }): Variable =>
  choice(name, { ...about, choices: { true: "Yes", false: "No" } });

/** What only those may know who use the server. `least`: characters; none for one that may stay empty. */
export const secret = (name: string, { least = 0, ...about }: About & { least?: number }): Variable =>
  variable(name, about, {
    kind: "secret",
    schema: oneLine(200).refine((typed) => typed.length >= least, `Use at least ${least} characters.`),
  });

/** What has to be agreed to before the server may run. */
export const agreement = (name: string, { value, ...about }: About & { value: string }): Variable => ({
  ...variable(name, about, {
    kind: "agreement",
    schema: z.string().refine((given) => given.toUpperCase() === value, "It can’t run without this."),
  }),
  choices: [{ value, label: about.label }],
});
