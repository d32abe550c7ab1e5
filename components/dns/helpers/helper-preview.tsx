"use client";

import { useWatch } from "react-hook-form";
import { judgeHelper } from "@/components/dns/helpers/helper-rules";
import type { HelperName } from "@/components/dns/helpers/helper-words";
import type { HelperValues } from "@/components/dns/helpers/helpers";
import { shownName } from "@/lib/dns/names/shown";

interface HelperPreviewProps {
  helper: HelperName;
  zone: string;
}

/** Previews the records while the form is filled in. */
export function HelperPreview({ helper, zone }: HelperPreviewProps) {
  const values = useWatch<HelperValues>() as HelperValues;
  const judged = judgeHelper(helper, values, zone);
  return (
    <section aria-label="Record preview" className="rounded-control bg-sunken px-3 py-2 forced-colors:border">
      {judged.ok ? (
        <ul className="grid gap-2 font-mono text-xs leading-5">
          {judged.records.map(({ name, type, content }) => (
            <li key={content} className="wrap-anywhere">
              <span className="text-ink-soft">
                {shownName(name, zone)} {type}
              </span>{" "}
              {content}
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-sm text-ink-soft">The records appear here once the form is complete.</p>
      )}
    </section>
  );
}
