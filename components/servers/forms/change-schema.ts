import type { ZodType } from "zod";

/** What the settings of a server hold, as people write them. */
export interface ServerChange {
  organisation: string;
  server: string;
  name?: string;
  memoryMb?: string;
  cores?: string;
  diskMb?: string;
  image?: string;
  ports?: string;
  environment?: string;
  forget?: string[];
}

export const changeSchema = () =>
  import("@/lib/servers/update_schema").then(
    ({ updateServerInput }) => updateServerInput as unknown as ZodType<unknown, ServerChange>,
  );
