"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { judgeRecord, type RecordValues } from "@/components/dns/records/record-check";
import { type Part, partsOf, splitContent } from "@/components/dns/records/record-parts";
import { UseName, type UseNameProps } from "@/components/dns/zones/use-name";
import { Field, type FieldControl } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Select } from "@/components/ui/form/select";
import { Textarea } from "@/components/ui/form/textarea";
import { isAddress } from "@/lib/dns/content/addresses";
import { typeNamed } from "@/lib/dns/records/record";
import { typeNames } from "@/lib/dns/types/catalogue";

/** The types offered in the form; any other is written as TYPE and its number, in the zone file. */
const offered = ["A", "AAAA", "CNAME", "MX", "TXT", "SRV", "CAA", "NS"];
const others = typeNames.filter((type) => !offered.includes(type) && !typeNamed(type)?.readOnly);

/** Types whose last field is a host name. */
const hostTypes = ["CNAME", "MX", "NS", "SRV"];

/** Initial fields of a new record: numbers and choices from the type’s example. */
export function blankParts(type: string): string[] {
  const example = splitContent(type, typeNamed(type)?.example ?? "");
  return partsOf(type).map(({ numeric, options }, place) => options?.[0] ?? (numeric ? (example[place] ?? "") : ""));
}

interface RecordFieldsProps {
  zone: string;
  fixed: boolean;
  /** Whether ALIAS is offered. */
  alias: boolean;
  namesOf: UseNameProps["namesOf"];
}

/** The fields of a record’s form. While somebody types, errors appear at the field they are editing. */
export function RecordFields({ zone, fixed, alias, namesOf }: RecordFieldsProps) {
  const { register, formState, getFieldState, setValue, control } = useFormContext<RecordValues>();
  const values = useWatch<RecordValues>({ control }) as RecordValues;
  const judged = judgeRecord(values, zone);
  const wrongAt = (field: "name" | "type" | "ttl" | `parts.${number}`) => {
    const { error, isDirty } = getFieldState(field, formState);
    return !judged.ok && judged.field === field && isDirty ? judged.message : error?.message;
  };
  const parts = partsOf(values.type);
  /** If an address was typed for a host name, also offers the name that points to it. */
  const withName = (place: number, words: string | undefined) => {
    const typed = values.parts[place]?.trim() ?? "";
    const isHost = hostTypes.includes(values.type) && place === parts.length - 1;
    if (!words || !isHost || !isAddress(typed)) return words;
    const use = (name: string) => setValue(`parts.${place}`, name, { shouldDirty: true, shouldValidate: true });
    return (
      <>
        {words}
        <UseName address={typed} namesOf={namesOf} onUse={use} />
      </>
    );
  };
  const known = typeNamed(values.type);
  return (
    <div className="grid grid-cols-12 gap-x-3 gap-y-3.5">
      <Field
        label="Name"
        error={wrongAt("name")}
        className={fixed ? "col-span-8" : "col-span-12 min-[30rem]:col-span-5"}
      >
        {(wiring) => (
          <Input {...wiring} {...register("name")} mono autoComplete="off" placeholder="www" maxLength={1000} />
        )}
      </Field>
      {!fixed && (
        <Field label="Type" error={wrongAt("type")} className="col-span-7 min-[30rem]:col-span-4">
          {(wiring) => (
            <Select
              {...wiring}
              {...register("type", {
                onChange: (event) => setValue("parts", blankParts(event.target.value), { shouldDirty: false }),
              })}
            >
              {[offered, others.filter((type) => alias || type !== "ALIAS")].map((group, place) => (
                <optgroup key={group[0]} label={place === 0 ? "Common" : "Other"}>
                  {group.map((type) => (
                    <option key={type} value={type}>
                      {type}
                    </option>
                  ))}
                </optgroup>
              ))}
            </Select>
          )}
        </Field>
      )}
      <Field label="TTL" error={wrongAt("ttl")} className={fixed ? "col-span-4" : "col-span-5 min-[30rem]:col-span-3"}>
        {(wiring) => <Input {...wiring} {...register("ttl")} mono autoComplete="off" placeholder="1h" maxLength={20} />}
      </Field>
      {parts.map((part, place) => (
        <Field
          key={`${values.type} ${part.label}`}
          label={part.label}
          error={withName(place, wrongAt(`parts.${place}`))}
          hint={place === parts.length - 1 && !fixed ? known?.help : undefined}
          className={widths[part.width] ?? "col-span-12"}
        >
          {(wiring) => (
            <PartControl type={values.type} part={part} wiring={{ ...wiring, ...register(`parts.${place}`) }} />
          )}
        </Field>
      ))}
    </div>
  );
}

type Wiring = FieldControl & ReturnType<ReturnType<typeof useFormContext>["register"]>;

function PartControl({ type, part, wiring }: { type: string; part: Part; wiring: Wiring }) {
  if (part.options)
    return (
      <Select {...wiring}>
        {part.options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </Select>
    );
  if (type === "TXT") return <Textarea {...wiring} rows={2} spellCheck={false} className="min-h-0 font-mono text-sm" />;
  return <Input {...wiring} mono autoComplete="off" inputMode={part.numeric ? "numeric" : undefined} />;
}

/** Written out, because Tailwind finds only literal class names. */
const widths: Record<number, string> = {
  2: "col-span-4 min-[30rem]:col-span-2",
  3: "col-span-8 min-[30rem]:col-span-3",
  4: "col-span-8 min-[30rem]:col-span-4",
  6: "col-span-12 min-[30rem]:col-span-6",
  7: "col-span-12 min-[30rem]:col-span-7",
  8: "col-span-12 min-[30rem]:col-span-8",
  10: "col-span-8 min-[30rem]:col-span-10",
};
