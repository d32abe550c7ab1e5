"use client";

import { Building2, ChevronsUpDown, Plus, Search } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { DefaultStar, type SetDefault } from "@/components/frame/default-star";
import type { OrganisationEntry } from "@/components/frame/organisation-entry";
import { SwitcherEntry } from "@/components/frame/switcher-entry";
import { roleAtTier } from "@/components/identity/role-at-tier";
import { Shield } from "@/components/identity/shield";
import { Input } from "@/components/ui/form/input";
import { Disclosure } from "@/components/ui/layout/disclosure";
import { Icon } from "@/components/ui/layout/icon";
import { Lead } from "@/components/ui/table/lead";

export interface SwitcherProps {
  /** The open organisation. */
  current: OrganisationEntry;
  /** The organisations to choose from, including the current one. */
  organisations: OrganisationEntry[];
  /** The total number, when the list holds only some. */
  total?: number;
  setDefault: SetDefault;
  /** The page with all of them; it takes the typed words as `?q=`. */
  allHref: string;
  /** Left out when the viewer may not create one. */
  createHref?: string;
}

export function Switcher({ current, organisations, total, setDefault, allHref, createHref }: SwitcherProps) {
  const [words, setWords] = useState("");
  const wanted = words.trim().toLowerCase();
  const found = organisations.filter(({ name, handle }) => `${name} ${handle}`.toLowerCase().includes(wanted));
  const before = organisations.find(({ isDefault }) => isDefault);
  return (
    <Disclosure
      className="group relative"
      label={`Switch organisation, current: ${current.name}`}
      summaryClassName="flex items-center gap-2.5 rounded-control px-2 py-[0.4375rem] hover:bg-hover group-open:bg-hover pointer-coarse:min-h-11"
      summary={
        <>
          <Lead
            className="flex-1"
            picture={<Shield handle={current.handle} name={current.name} avatar={current.avatar} />}
            name={current.name}
            under={roleAtTier(current.role, current.tier)}
          />
          <Icon of={ChevronsUpDown} className="text-ink-faint" />
        </>
      }
    >
      <div className="pop absolute top-full left-0 z-(--z-menu) mt-1 w-76 max-side:w-full">
        <form
          action={allHref}
          role="search"
          aria-label="Find an organisation"
          className="relative mx-0.5 mt-0.5 mb-1.5"
        >
          <Icon
            of={Search}
            className="pointer-events-none absolute top-1/2 left-[0.6875rem] -translate-y-1/2 text-ink-faint"
          />
          <Input
            type="search"
            name="q"
            value={words}
            onChange={(event) => setWords(event.target.value)}
            placeholder="Find an organisation"
            aria-label="Find an organisation"
            autoComplete="off"
            className="pl-[2.0625rem]"
          />
        </form>
        <ul className="max-h-[40vh] overflow-y-auto">
          {found.map((entry) => (
            <li key={entry.handle} className="flex items-center">
              <SwitcherEntry entry={entry} current={entry.handle === current.handle} />
              <DefaultStar entry={entry} before={before} setDefault={setDefault} />
            </li>
          ))}
        </ul>
        <p role="status" className={found.length ? "sr-only" : "px-2 py-3 text-sm text-ink-soft"}>
          {wanted && (found.length ? `${found.length} results` : `No results for “${words.trim()}”.`)}
        </p>
        <hr className="my-[0.3125rem] border-hair" />
        <Link className="pop-item" href={allHref}>
          <Icon of={Building2} />
          <span className="flex-1">Your organisations</span>
          <span className="text-ink-faint tabular-nums">{total ?? organisations.length}</span>
        </Link>
        {createHref && (
          <Link className="pop-item" href={createHref}>
            <Icon of={Plus} />
            New organisation
          </Link>
        )}
      </div>
    </Disclosure>
  );
}
