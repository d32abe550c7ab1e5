"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { ZoneImport } from "@/components/dns/files/import-actions";
import { Notice } from "@/components/ui/message/notice";
import { Progress } from "@/components/ui/message/progress";

interface ImportProgressProps {
  /** As it was when the page was made. */
  begun: ZoneImport;
  /** Where it is asked how far it is. */
  href: string;
}

const counted = (amount: number) => amount.toLocaleString("en-GB");
const isOpen = ({ state }: ZoneImport) => state === "waiting" || state === "running";
const everyMs = 500;

/** How far an import is that a job saves, for everybody who looks at the zone: asked for again and again until it has ended. */
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
      // Signed out, without the right, or the zone is gone: the page itself says which.
      if (found === "refused") return router.refresh();
      if (found !== undefined) setAway(found === null);
      if (found) setNow(found);
      // What else the page shows is of before.
      if (found && !isOpen(found)) return router.refresh();
      timer = setTimeout(ask, everyMs);
    };
    timer = setTimeout(ask, everyMs);
    return () => clearTimeout(timer);
  }, [open, href, router]);
  if (now.state === "failed")
    return (
      <Notice tone="bad" role="alert" title="The import wasn’t saved" className="mb-4">
        {now.problem}
      </Notice>
    );
  if (now.state === "done")
    return (
      <Notice tone="good" role="status" title="The import is saved" className="mb-4">
        {`${counted(now.added)} added, ${counted(now.removed)} removed: ${counted(now.records)} records in all.`}
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
  if (away) return "Couldn’t reach Guildhall. The import goes on; this page asks again.";
  if (quiet) return "It has stopped for the moment. It goes on by itself, or ends without a change.";
  if (state === "waiting") return `It begins in a moment: ${counted(total)} records.`;
  return `Importing ${counted(saved)} of ${counted(total)} records… Until they are saved, the zone can’t be changed.`;
}

/** Null when it can’t be asked. */
async function read(href: string): Promise<ZoneImport | "refused" | null> {
  try {
    const response = await fetch(href);
    if ([401, 403, 404].includes(response.status)) return "refused";
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
