import type { z } from "zod";
import type { Outcome } from "@/lib/kernel/errors";
import type { importedShape, previewShape, zoneImportShape } from "@/lib/zones/records/shape";

export type ImportMode = "replace" | "add";
export type ImportPreview = z.output<typeof previewShape>;
/** An import that a job saves. */
export type ZoneImport = z.output<typeof zoneImportShape>;
export type FileNote = ImportPreview["errors"][number];

export interface ImportInput {
  organisation: string;
  zone: string;
  text: string;
  mode: ImportMode;
}
export interface ImportActions {
  preview: (input: ImportInput) => Promise<Outcome<ImportPreview>>;
  take: (
    input: ImportInput & { version: number; confirmed: boolean },
  ) => Promise<Outcome<z.output<typeof importedShape> | ZoneImport>>;
}
