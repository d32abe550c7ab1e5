import { z } from "zod";
import { createServerInput, environment, image, name, oneServer, ports, variableName } from "@/lib/servers/schema";

const { memoryMb, cores, diskMb } = createServerInput.shape;

/** Fields left out stay as they are. */
export const updateServerInput = oneServer.extend({
  name: name.optional(),
  /** MiB, of memory and disk. */
  memoryMb: memoryMb.optional(),
  cores: cores.optional(),
  diskMb: diskMb.unwrap().optional(),
  image: image.optional(),
  /** The whole list: ports left out are released. */
  ports: ports.optional(),
  /** New and changed variables; others stay. */
  environment: environment.optional(),
  /** Names of variables to remove. */
  forget: z.array(z.string().regex(variableName)).max(100, "Use at most 100 variables.").optional(),
});

export const commandInput = oneServer.extend({
  /** One line. */
  command: z
    .string("Enter a command.")
    .min(1, "Enter a command.")
    .max(1_000, { error: "Use at most 1,000 characters.", abort: true })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern must match them
    .refine((text) => !/[\u0000-\u0008\u000a-\u001f\u007f]/.test(text), "Enter one line without invisible characters."),
});
