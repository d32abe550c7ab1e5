import type { Field } from "@/lib/dns/content/fields";

/** One record type: its fields in order, and its help text. */
export interface RecordType {
  /** Its purpose in one line. */
  help: string;
  /** A content as it is typed. */
  example: string;
  fields: Field[];
  /** Accepted in an import, refused as a new record. */
  readOnly?: true;
}
