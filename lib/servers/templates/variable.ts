import { z } from "zod";

/** One variable of a template: its form field and its rules. An empty variable isn’t set. */
export interface Variable {
  name: string;
  label: string;
  help: string | null;
  kind: "text" | "number" | "choice" | "secret" | "agreement";
  initial: string;
  choices: readonly { value: string; label: string }[];
  /** Validates the typed value; its messages are shown to people. */
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

/** A name that databases accept without quotes; empty: the image’s default. */
export const identifier = (name: string, about: About): Variable =>
  variable(name, about, {
    kind: "text",
    schema: z
      .string()
      .regex(/^([a-z_][a-z0-9_]{0,62})?$/, "Use lower-case letters, digits and underscores; start with a letter."),
  });

/** A whole number. */
export const number = (name: string, { least, most, ...about }: About & { least: number; most: number }): Variable =>
  variable(name, about, {
    kind: "number",
    schema: z
      .string()
      .trim()
      .refine((typed) => /^\d{1,9}$/.test(typed) && Number(typed) >= least && Number(typed) <= most, {
        message: `Enter a number from ${least} to ${most}.`,
      }),
  });

export const choice = (name: string, { choices, ...about }: About & { choices: Record<string, string> }): Variable => ({
  ...variable(
    name,
    { initial: Object.keys(choices)[0], ...about },
    {
      kind: "choice",
      schema: z.string().refine((chosen) => Object.hasOwn(choices, chosen), "Choose one from the list."),
    },
  ),
  choices: Object.entries(choices).map(([value, label]) => ({ value, label })),
});

export const yesNo = (name: string, about: About & { initial: "true" | "false" }): Variable =>
  choice(name, { ...about, choices: { true: "Yes", false: "No" } });

/** A password of the server. `least`: its minimum length; 0 if it may be empty. */
export const secret = (name: string, { least = 0, ...about }: About & { least?: number }): Variable =>
  variable(name, about, {
    kind: "secret",
    schema: oneLine(200).refine((typed) => typed.length >= least, `Use at least ${least} characters.`),
  });

/** A licence that must be accepted before the server can run. */
export const agreement = (name: string, { value, ...about }: About & { value: string }): Variable => ({
  ...variable(name, about, {
    kind: "agreement",
    schema: z.string().refine((given) => given.toUpperCase() === value, "Accept this to run the server."),
  }),
  choices: [{ value, label: about.label }],
});
