"use client";

import { Box, Gamepad2, HardDrive } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/button/button";
import { DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { Icon } from "@/components/ui/layout/icon";
import { type TemplateName, templateNames, templateOf } from "@/lib/servers/templates/catalogue";

interface TemplateListProps {
  choose: (from: TemplateName | "image") => void;
  cancel: () => void;
}

const groups = [
  { group: "game", title: "Games", icon: Gamepad2 },
  { group: "service", title: "Services", icon: HardDrive },
] as const;

/** The choices for a new server: the templates, and the user’s own image. */
export function TemplateList({ choose, cancel }: TemplateListProps) {
  return (
    <>
      <DialogBody>
        {groups.map(({ group, title, icon }) => (
          <Group key={group} title={title}>
            {templateNames
              .filter((name) => templateOf(name).group === group)
              .map((name) => (
                <Entry key={name} {...templateOf(name)} icon={<Icon of={icon} />} onChoose={() => choose(name)} />
              ))}
          </Group>
        ))}
        <Group title="Other">
          <Entry
            title="Custom image"
            about="From Docker Hub or another registry allowed by this portal."
            icon={<Icon of={Box} />}
            onChoose={() => choose("image")}
          />
        </Group>
      </DialogBody>
      <DialogFoot>
        <Button onClick={cancel}>Cancel</Button>
      </DialogFoot>
    </>
  );
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading} className="mb-1 text-sm font-medium text-ink-soft">
        {title}
      </h3>
      <ul className="grid gap-0.5">{children}</ul>
    </section>
  );
}

interface EntryProps {
  title: string;
  about: string;
  icon: React.ReactNode;
  onChoose: () => void;
}

function Entry({ title, about, icon, onChoose }: EntryProps) {
  return (
    <li>
      <button
        type="button"
        onClick={onChoose}
        className="-mx-2 flex w-[calc(100%+1rem)] items-start gap-2.5 rounded-control px-2 py-1.5 text-left hover:bg-hover pointer-coarse:py-2.5"
      >
        <span className="mt-0.5 text-ink-soft">{icon}</span>
        <span className="min-w-0">
          <span className="block text-control font-medium">{title}</span>
          <span className="block text-sm text-ink-soft">{about}</span>
        </span>
      </button>
    </li>
  );
}
