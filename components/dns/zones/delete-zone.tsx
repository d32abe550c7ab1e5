"use client";

import { Globe, History, ListX } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button/button";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { Icon } from "@/components/ui/layout/icon";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface DeleteZoneProps {
  organisation: string;
  zone: string;
  records: number;
  active: boolean;
  /** The page that opens afterwards. */
  doneHref: string;
  remove: (input: { organisation: string; zone: string }) => Promise<Outcome<unknown>>;
}

export function DeleteZone({ organisation, zone, records, active, doneHref, remove }: DeleteZoneProps) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const counted = `${records.toLocaleString("en-GB")} ${records === 1 ? "record" : "records"}`;
  return (
    <>
      <Button
        variant="danger-quiet"
        onPointerEnter={ConfirmDialog.prepare}
        onClick={() => setAsking(true)}
        className="noscript:hidden"
      >
        Delete zone…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete the zone ${zone}?`}
        description="This takes effect at once and can’t be undone."
        losses={[
          { icon: <Icon of={ListX} />, title: counted },
          { icon: <Icon of={History} />, title: "The zone’s history", detail: "No version can be restored afterwards" },
          ...(active
            ? [
                {
                  icon: <Icon of={Globe} />,
                  title: "All DNS answers",
                  detail: "Websites, mail and game servers under this name become unreachable",
                },
              ]
            : []),
        ]}
        stays={active ? "The name is reserved for you for thirty days. The activity is kept." : undefined}
        typed={zone}
        confirm="Delete zone"
        act={() => remove({ organisation, zone })}
        onDone={() => {
          say(`Zone ${zone} deleted.`);
          router.push(doneHref);
        }}
      />
    </>
  );
}
