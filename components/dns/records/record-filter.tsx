"use client";

import Form from "next/form";
import { FilterSelect } from "@/components/ui/form/filter-fields";
import { SearchBox } from "@/components/ui/form/search-box";
import { Toolbar } from "@/components/ui/table/toolbar";

/** Types that people look for; the URL accepts any other. */
const types = ["A", "AAAA", "CAA", "CNAME", "DS", "HTTPS", "MX", "NS", "PTR", "SRV", "SSHFP", "TLSA", "TXT"];

interface RecordFilterProps {
  /** The page that lists. */
  action: string;
  q?: string;
  type?: string;
}

/** Search and type filter of the list; both are kept in the URL. */
export function RecordFilter({ action, q, type = "" }: RecordFilterProps) {
  const all = types.includes(type) || type === "" ? types : [...types, type];
  return (
    <Toolbar>
      <SearchBox action={action} label="Search records" placeholder="Name or value" value={q} keep={{ type }} />
      <Form action={action} aria-label="Filter by type">
        {q && <input type="hidden" name="q" value={q} />}
        <FilterSelect
          name="type"
          value={type}
          aria-label="Type"
          className="w-auto"
          onChange={(event) => event.currentTarget.form?.requestSubmit()}
        >
          <option value="">All types</option>
          {all.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </FilterSelect>
        <noscript>
          <button type="submit">Show</button>
        </noscript>
      </Form>
    </Toolbar>
  );
}
