import { joinContent, partsOf, splitContent } from "@/components/dns/records/record-parts";
import { readContent, readRecord, typeNamed, type ZoneRecord } from "@/lib/dns/records/record";
import { attempt } from "@/lib/dns/refusals";

/** The values of a record’s form. */
export interface RecordValues {
  name: string;
  type: string;
  ttl: string;
  parts: string[];
}

export type RecordJudgement =
  | { ok: true; record: ZoneRecord }
  /** The form field that is wrong: "name", "type", "ttl" or "parts.1". */
  | { ok: false; field: string; message: string };

/** Checks what somebody types by the rules that apply when it is saved, except those that depend on the zone’s other records. */
export function judgeRecord({ name, type, ttl, parts }: RecordValues, zone: string): RecordJudgement {
  const content = joinContent(type, parts);
  const result = attempt(() => readRecord({ name, type, ttl, content }, zone));
  if (result.ok) return { ok: true, record: result.value };
  const { field, message } = result.refusal;
  return { ok: false, message, field: field === "content" ? partAt(type, parts, zone) : field };
}

/** The first field that is wrong by itself: those after it are replaced by the type’s example. */
function partAt(type: string, parts: string[], zone: string): string {
  const count = partsOf(type).length;
  const example = splitContent(type, typeNamed(type)?.example ?? "");
  for (let place = 0; place < count - 1; place++) {
    const tried = parts.map((part, at) => (at <= place ? part : (example[at] ?? "")));
    if (parts[place]?.trim() === "" || /\s/.test(parts[place]?.trim() ?? "")) return `parts.${place}`;
    if (!attempt(() => readContent(type, joinContent(type, tried), zone, "typed")).ok) return `parts.${place}`;
  }
  return `parts.${count - 1}`;
}
