"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { ZoneImport } from "@/components/dns/files/import-actions";
import { Notice } from "@/components/ui/message/notice";
import { Progress } from "@/components/ui/message/progress";

interface ImportProgressProps {
  /** Its state when the page was rendered. */
  begun: ZoneImport;
  /** The URL that returns its progress. */
  href: string;
}

const counted = (amount: number) => amount.toLocaleString("en-GB");
const isOpen = ({ state }: ZoneImport) => state === "waiting" || state === "running";
const everyMs = 500;
const staleMs = 2_000;

/** The progress of an import that a job saves, for everybody who views the zone; polled until the import has ended. */
export function ImportProgress({ begun, href }: ImportProgressProps) {
  const router = useRouter();
  const [now, setNow] = useState(begun);
  const [away, setAway] = useState(false);
  const open = isOpen(now);
  useEffect(() => {
    if (!open) return;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      const found = document.visibilityState === "visible" ? await read(href) : undefined;
      // Signed out, no permission, or the zone is gone: the page itself says which.
      if (found === "refused") return router.refresh();
      if (found !== undefined) setAway(found === null);
      if (found) setNow(found);
      if (found && !isOpen(found)) return;
      timer = setTimeout(ask, everyMs);
    };
    timer = setTimeout(ask, everyMs);
    return () => clearTimeout(timer);
  }, [open, href, router]);
  // Once it has ended, the rest of the page is out of date until the server has rendered it again: a refresh may be lost
  // beside something else that the page does at that moment.
  const isStale = !open && isOpen(begun);
  useEffect(() => {
    if (!isStale) return;
    router.refresh();
    const timer = setInterval(() => router.refresh(), staleMs);
    return () => clearInterval(timer);
  }, [isStale, router]);
  if (now.state === "failed")
    return (
      <Notice tone="bad" role="alert" title="The import failed" className="mb-4">
        {now.problem}
      </Notice>
    );
  if (now.state === "done")
    return (
      <Notice tone="good" role="status" title="The import is complete" className="mb-4">
        {`${counted(now.added)} added, ${counted(now.removed)} removed: ${counted(now.records)} records in total.`}
      </Notice>
    );
  return (
    <Notice title={`${now.actorName} is importing a zone file`} className="mb-4">
      <Progress value={now.saved} max={now.total}>
        {words(now, away)}
      </Progress>
    </Notice>
  );
}

function words({ state, saved, total, quiet }: ZoneImport, away: boolean): string {
  if (away) return "Couldn’t reach Guildhall. The import continues; this page will try again.";
  if (quiet) return "The import is paused. It will resume automatically, or end without changing anything.";
  if (state === "waiting") return `Starting soon: ${counted(total)} records.`;
  return `Importing ${counted(saved)} of ${counted(total)} records… You can’t edit the zone until they are saved.`;
}

/** Null if the server can’t be reached. */
async function read(href: string): Promise<ZoneImport | "refused" | null> {
  try {
    const response = await fetch(href);
    if ([401, 403, 404].includes(response.status)) return "refused";
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
