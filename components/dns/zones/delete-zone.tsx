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
  /** Where it leads afterwards. */
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
        Delete the zone…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete the zone ${zone}?`}
        description="At once, and for good."
        losses={[
          { icon: <Icon of={ListX} />, title: counted },
          { icon: <Icon of={History} />, title: "The zone’s history", detail: "No version can be restored any more" },
          ...(active
            ? [
                {
                  icon: <Icon of={Globe} />,
                  title: "Every answer",
                  detail: "Websites, mail and game servers under this name",
                },
              ]
            : []),
        ]}
        stays={
          active ? "The name is held for you for thirty days. What was done here stays in the activity." : undefined
        }
        typed={zone}
        confirm="Delete the zone"
        act={() => remove({ organisation, zone })}
        onDone={() => {
          say(`The zone ${zone} is deleted.`);
          router.push(doneHref);
        }}
      />
    </>
  );
}
