"use client";

import { Button } from "@/components/ui/button/button";
import { say, sayRefused } from "@/components/ui/message/toast";

/** A button for each kind of toast. */
export function ToastButtons() {
  return (
    <div className="flex flex-wrap gap-2">
      <Button onClick={() => say("Link copied.")}>Confirmation</Button>
      <Button onClick={() => say("Mei-Lin Zhou is now an admin.", () => say("Change undone."))}>
        Confirmation with undo
      </Button>
      <Button onClick={() => sayRefused("Couldn’t reach the server. Nothing was changed. Try again.")}>Refusal</Button>
    </div>
  );
}
