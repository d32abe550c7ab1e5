"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useRef, useState } from "react";
import type { ZodType } from "zod";
import { ConflictPanel } from "@/components/dns/records/conflict-panel";
import type { RecordValues } from "@/components/dns/records/record-check";
import { blankParts, RecordFields } from "@/components/dns/records/record-fields";
import { joinContent, splitContent } from "@/components/dns/records/record-parts";
import type { ListedRecord, RecordInput } from "@/components/dns/records/records";
import { Form, FormError } from "@/components/forms/form";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { shownTtl } from "@/lib/dns/content/ttl";
import { typedContent } from "@/lib/dns/records/record";
import type { Outcome, Problem } from "@/lib/kernel/errors";

/** The current RRset. */
export interface Newer {
  version: number;
  contents: string[];
}

interface RecordFormProps<Saved> {
  zone: string;
  /** The record that is edited; left out for a new one. */
  former?: ListedRecord;
  /** Whether a new one may be an ALIAS. */
  alias?: boolean;
  /** Initial values of a new one. */
  begin?: { name: string; type: string };
  /** Names of the zone that point to an address. */
  namesOf: (address: string) => Promise<string[]>;
  /** `newer`: what somebody else saved in the meantime, if this is to be kept anyway. */
  save: (record: RecordInput, newer?: Newer) => Promise<Outcome<Saved>>;
  /** Reads the current RRset after a conflict. */
  lookAgain?: () => Promise<Newer | undefined>;
  onSaved: (saved: Saved, values: RecordValues) => void;
  /** Discards what was typed. */
  onLeft: () => void;
  /** For the element around the fields, without the buttons. */
  className: string;
  /** The buttons. */
  children: ReactNode;
}

/** The form of a new or existing record. Enter saves; what somebody else saved in the meantime is shown beside what was typed. */
export function RecordForm<Saved>(props: RecordFormProps<Saved>) {
  const { zone, former, alias = false, begin, namesOf, save, lookAgain, onSaved, onLeft, className, children } = props;
  const router = useRouter();
  const [newer, setNewer] = useState<Newer>();
  const kept = useRef<Newer>(undefined);
  const schema = useCallback(
    () =>
      import("@/components/dns/records/record-schema").then(
        ({ recordSchema }) => recordSchema(zone) as unknown as ZodType<RecordValues, RecordValues>,
      ),
    [zone],
  );
  const operation = useOperationForm<RecordValues, RecordValues, Saved>({
    schema,
    async action(values) {
      const { name, type, ttl, parts } = values;
      const outcome = await save({ name, type, ttl, content: joinContent(type, parts) }, kept.current);
      if (outcome.ok) return outcome;
      const { reason } = outcome.error;
      const isStale = reason === "record.changed" || reason === "record.unknown";
      setNewer(isStale ? await lookAgain?.() : undefined);
      return { ok: false, error: atParts(outcome.error, values) };
    },
    defaultValues: valuesOf(former, begin),
    onSuccess: onSaved,
  });
  return (
    <Form operation={operation} className="gap-0">
      <div className={className}>
        <RecordFields zone={zone} fixed={former !== undefined} alias={alias} namesOf={namesOf} />
        {newer && operation.problem ? (
          <ConflictPanel
            newer={newer.contents.map((content) => typedContent({ type: former?.type ?? "", content }))}
            pending={operation.pending}
            useTheirs={() => {
              onLeft();
              // The list is older than their change.
              router.refresh();
            }}
            keepMine={() => {
              kept.current = newer;
              void operation.submit();
            }}
          />
        ) : (
          <FormError />
        )}
      </div>
      {children}
    </Form>
  );
}

function valuesOf(former?: ListedRecord, begin = { name: "", type: "A" }): RecordValues {
  if (!former) return { name: begin.name, type: begin.type, ttl: "1h", parts: blankParts(begin.type) };
  const { label: name, type, ttl, typed } = former;
  return { name, type, ttl: shownTtl(ttl), parts: splitContent(type, typed) };
}

/** Shows refusals about the content at the form’s last field: each field by itself was checked here already. */
function atParts(error: Problem, { parts }: RecordValues): Problem {
  if (!error.fields) return error;
  const fields = Object.entries(error.fields).map(([path, words]): [string, string[]] => [
    path.startsWith("content") ? `parts.${parts.length - 1}` : path,
    words,
  ]);
  return { ...error, fields: Object.fromEntries(fields) };
}
