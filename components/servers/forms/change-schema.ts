import type { ZodType } from "zod";

/** A server’s settings as typed in the form. */
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
