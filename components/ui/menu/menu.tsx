"use client";

import { Ellipsis } from "lucide-react";
import { type KeyboardEvent, lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button/button";
import { Icon } from "@/components/ui/layout/icon";
import type { MenuProps } from "@/components/ui/menu/menu-entry";
import { sayRefused } from "@/components/ui/message/toast";

const load = () => import("@/components/ui/menu/open-menu");
const OpenMenu = lazy(load);
const prepare = () => void load().catch(() => undefined);

/** The actions menu of a list entry, behind three dots. Its code is fetched when the pointer or focus comes near. */
export function Menu({ label, items }: MenuProps) {
  const [opened, setOpened] = useState<"by key" | "by press">();
  const open = (how: "by key" | "by press") =>
    load().then(
      () => setOpened(how),
      () => sayRefused("Couldn’t reach the server. Reload the page and try again."),
    );
  const openByKey = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    open("by key");
  };
  const trigger = (
    <Button
      variant="quiet"
      size="icon"
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={(event) => open(event.detail === 0 ? "by key" : "by press")}
      onKeyDown={openByKey}
      className="noscript:hidden"
    >
      <Icon of={Ellipsis} />
    </Button>
  );
  if (!opened) return trigger;
  return (
    <Suspense fallback={trigger}>
      <OpenMenu label={label} items={items} byKey={opened === "by key"} />
    </Suspense>
  );
}
