"use client";

import { useState } from "react";
import type { ServerDialogProps } from "@/components/servers/actions";
import { ServerForm } from "@/components/servers/forms/server-form";
import { TemplateList } from "@/components/servers/forms/template-list";
import { Dialog } from "@/components/ui/dialog/dialog";
import { type TemplateName, templateOf } from "@/lib/servers/templates/catalogue";

/** Creates a server: first the template or image, then its settings. Loaded on demand. */
export default function ServerDialog({ open, onOpenChange, ...rest }: ServerDialogProps) {
  const [from, setFrom] = useState<TemplateName | "image">();
  const toOpen = (next: boolean) => {
    if (!next) setFrom(undefined);
    onOpenChange(next);
  };
  const template = from === undefined || from === "image" ? undefined : templateOf(from);
  const about =
    from === undefined
      ? `What should it run? ${rest.choices.usage}.`
      : (template?.about ?? "A container that runs your image on a node.");
  return (
    <Dialog
      open={open}
      onOpenChange={toOpen}
      title={template ? `New server: ${template.title}` : "New server"}
      description={about}
    >
      {from === undefined ? (
        <TemplateList choose={setFrom} cancel={() => toOpen(false)} />
      ) : (
        <ServerForm {...rest} from={from} back={() => setFrom(undefined)} close={() => toOpen(false)} />
      )}
    </Dialog>
  );
}
