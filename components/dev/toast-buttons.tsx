"use client";

import { Button } from "@/components/ui/button/button";
import { say, sayRefused } from "@/components/ui/message/toast";

/** A toast of each kind, when it is pressed for. */
export function ToastButtons() {
  return (
    <div className="flex flex-wrap gap-2">
      <Button onClick={() => say("The link is copied.")}>Something was done</Button>
      <Button onClick={() => say("Mei-Lin Zhou is now an admin.", () => say("It is as it was."))}>
        Something that can be undone
      </Button>
      <Button onClick={() => sayRefused("The answer didn’t arrive. Look whether it was done before you try again.")}>
        Something was refused
      </Button>
    </div>
  );
}
