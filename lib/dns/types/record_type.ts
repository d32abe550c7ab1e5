import type { Field } from "@/lib/dns/content/fields";

/** One record type: its parts in order, and what a form says about it. */
export interface RecordType {
  /** What it is for, in one line. */
  help: string;
  /** A content as somebody types it. */
  example: string;
  fields: Field[];
  /** Kept when imported, refused when somebody makes a new one. */
  readOnly?: true;
}
