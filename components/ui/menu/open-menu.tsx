"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import * as Dropdown from "radix-ui/dropdown-menu";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button/button";
import { classNames } from "@/components/ui/layout/class-names";
import { Icon } from "@/components/ui/layout/icon";
import type { MenuEntry, MenuProps } from "@/components/ui/menu/menu-entry";

/** A `Menu` from its first opening on; imported only by `Menu`. */
export default function OpenMenu({ label, items, byKey }: MenuProps & { byKey: boolean }) {
  const content = useRef<HTMLDivElement>(null);
  // Radix handles later openings; the first happened before it could see which key was pressed.
  useEffect(() => {
    if (byKey) setTimeout(() => content.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus());
  }, [byKey]);
  const chosen = useRef<() => void>(undefined);
  // The focus returns to the trigger first, so that a dialog opened by the item returns it there, too.
  const actOnceClosed = () => {
    const act = chosen.current;
    chosen.current = undefined;
    if (act) setTimeout(act);
  };
  return (
    <Dropdown.Root modal={false} defaultOpen>
      <Dropdown.Trigger asChild>
        <Button variant="quiet" size="icon" aria-label={label}>
          <Icon of={Ellipsis} />
        </Button>
      </Dropdown.Trigger>
      <Dropdown.Portal container={document.getElementById("content")}>
        <Dropdown.Content
          ref={content}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={actOnceClosed}
          className="pop z-(--z-menu)"
        >
          {items.map((item, index) => (
            <Entry
              // biome-ignore lint/suspicious/noArrayIndexKey: a menu's lines keep their places
              key={index}
              item={item}
              choose={(act) => {
                chosen.current = act;
              }}
            />
          ))}
        </Dropdown.Content>
      </Dropdown.Portal>
    </Dropdown.Root>
  );
}

function Entry({ item, choose }: { item: MenuEntry; choose: (act: () => void) => void }) {
  if (item === "rule") return <Dropdown.Separator className="my-[0.3125rem] h-px bg-hair" />;
  if ("href" in item) {
    return (
      <Dropdown.Item asChild className="pop-item">
        <Link href={item.href}>
          {item.icon}
          {item.label}
        </Link>
      </Dropdown.Item>
    );
  }
  return (
    <Dropdown.Item
      disabled={item.disabled}
      onSelect={() => choose(item.onChoose)}
      className={classNames("pop-item", item.danger && "is-bad")}
    >
      {item.icon}
      {item.label}
    </Dropdown.Item>
  );
}
