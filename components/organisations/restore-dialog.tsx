"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { Notice } from "@/components/ui/message/notice";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";

interface Restored {
  handle: string;
  /** Zones that have to be verified again. */
  lostZones: string[];
}
interface RestorationProps {
  organisation: { id: string; name: string };
  restore: (input: { organisation: string }) => Promise<Outcome<Restored>>;
  /** Who restores it is its owner and is led into it. */
  mine: boolean;
}
export interface RestoreDialogProps extends RestorationProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Asks before a deleted organisation is restored, and says which zones have to be verified again. Fetched on demand. */
export default function RestoreDialog({ open, onOpenChange, ...rest }: RestoreDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Restore ${rest.organisation.name}?`}
      description="It comes back as it was, with its members, projects, servers and zones."
    >
      <Restoration {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

function Restoration({ organisation, restore, mine, close }: RestorationProps & { close: () => void }) {
  const router = useRouter();
  const { id, name } = organisation;
  const [refusal, setRefusal] = useState<string>();
  const [restored, setRestored] = useState<Restored>();
  const [run, pending] = useAction();
  const leave = ({ handle }: Restored) => {
    close();
    if (mine) router.push(`/dashboard/organisations/${handle}`);
    else router.refresh();
  };
  const done = (data: Restored) => {
    if (data.lostZones.length > 0) return setRestored(data);
    say(`${name} was restored. Its servers are stopped.`);
    leave(data);
  };
  if (restored)
    return (
      <>
        <DialogBody>
          <Notice tone="warn" role="alert" title="Restored, but some zones have to be verified again">
            Somebody else has verified these names in the meantime:
            <ul className="mt-1 list-disc pl-4 wrap-anywhere">
              {restored.lostZones.map((zone) => (
                <li key={zone}>{zone}</li>
              ))}
            </ul>
          </Notice>
        </DialogBody>
        <DialogFoot>
          <Button variant="main" onClick={() => leave(restored)}>
            {mine ? `Open ${name}` : "Done"}
          </Button>
        </DialogFoot>
      </>
    );
  return (
    <>
      <DialogBody>
        <p className="text-control">
          Its servers stay stopped until somebody starts them. Its zones are served again, except those whose names
          somebody else has verified in the meantime.
        </p>
        {refusal && (
          <Notice tone="bad" role="alert">
            {refusal}
          </Notice>
        )}
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <Button
          variant="main"
          busy={pending}
          onClick={() => run(() => restore({ organisation: id }), done, setRefusal)}
        >
          Restore {name}
        </Button>
      </DialogFoot>
    </>
  );
}
