import Link from "next/link";
import type { ReactNode } from "react";
import { type Version, versionWords } from "@/components/dns/history/versions";
import { classNames } from "@/components/ui/layout/class-names";
import { Time } from "@/components/ui/layout/time";

interface VersionListProps {
  versions: Version[];
  now: Date;
  /** The current version, which is live if `answered`. */
  current: number;
  answered: boolean;
  /** The URL of one version’s diff. */
  href: (version: number) => string;
  /** The version that is open, and what is shown below it. */
  open?: { version: number; body: ReactNode };
}

/** A timeline of a zone’s versions, newest first. */
export function VersionList({ versions, now, current, answered, href, open }: VersionListProps) {
  return (
    <ol aria-label="Versions" className="relative">
      {versions.map((each) => {
        const { version, at, actorName } = each;
        const isNow = version === current;
        return (
          <li
            key={version}
            className="relative pb-5 pl-5.5 before:absolute before:top-3 before:bottom-0 before:left-[0.3125rem] before:w-px before:bg-hair last:pb-0 last:before:hidden"
          >
            <span
              aria-hidden
              className={classNames(
                "absolute top-1.5 left-0 size-[0.6875rem] rounded-full border-[1.5px] forced-colors:border-current",
                isNow && answered ? "border-accent bg-accent" : "border-ink-faint bg-surface",
              )}
            />
            <p className="flex flex-wrap items-baseline justify-between gap-x-3">
              <Link
                href={href(version)}
                scroll={false}
                aria-current={open?.version === version ? "true" : undefined}
                className="text-control font-semibold text-ink tabular-nums no-underline hover:underline"
              >
                Version {version}
              </Link>
              <Time at={at} now={now} className="text-sm text-ink-faint" />
            </p>
            <p className="text-sm wrap-anywhere text-ink-soft">
              {versionWords(each)}
              {actorName && `, ${actorName}`}
            </p>
            {isNow && <p className="text-xs text-accent">{answered ? "Live" : "Latest"}</p>}
            {open?.version === version && <div className="mt-2 grid gap-2.5">{open.body}</div>}
          </li>
        );
      })}
    </ol>
  );
}
