import { z } from "zod";
import { createServerInput, environment, image, name, oneServer, ports, variableName } from "@/lib/servers/schema";

const { memoryMb, cores, diskMb } = createServerInput.shape;

/** Everything that is left out stays as it is. */
export const updateServerInput = oneServer.extend({
  name: name.optional(),
  /** MiB, of memory and disk. */
  memoryMb: memoryMb.optional(),
  cores: cores.optional(),
  diskMb: diskMb.unwrap().optional(),
  image: image.optional(),
  /** All of them: one that isn’t named is given back. */
  ports: ports.optional(),
  /** New variables, and new values; others stay. */
  environment: environment.optional(),
  /** Names of variables to remove. */
  forget: z.array(z.string().regex(variableName)).max(100, "Use at most a hundred variables.").optional(),
});

export const commandInput = oneServer.extend({
  /** One line, as it is typed. */
  command: z
    .string("Type a command.")
    .min(1, "Type a command.")
    .max(1_000, { error: "Use at most 1,000 characters.", abort: true })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    .refine((text) => !/[\u0000-\u0008\u000a-\u001f\u007f]/.test(text), "Type one line, without invisible characters."),
});
