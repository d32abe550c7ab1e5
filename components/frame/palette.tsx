"use client";

import { LogOut, Monitor, Moon, Search, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import * as Modal from "radix-ui/dialog";
import { type KeyboardEvent, type ReactNode, startTransition, useId, useRef, useState } from "react";
import { type Finding, findAmong } from "@/components/frame/findings";
import type { OrganisationEntry } from "@/components/frame/organisation-entry";
import { PaletteList } from "@/components/frame/palette-list";
import { chooseTheme } from "@/components/frame/use-theme";
import { Shield } from "@/components/identity/shield";
import { Icon } from "@/components/ui/layout/icon";

export interface PaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Pages and commands that are links, in the order of their groups. */
  places: { group: string; label: string; words?: string; href: string; icon: ReactNode }[];
  organisations: OrganisationEntry[];
  signOut: () => Promise<void>;
}

const themes = [
  { label: "Light theme", words: "theme bright day", icon: Sun, theme: "light" },
  { label: "Dark theme", words: "theme night", icon: Moon, theme: "dark" },
  { label: "System theme", words: "light dark automatic", icon: Monitor, theme: "system" },
] as const;

/** In groups: the open organisation, all organisations, the account, and commands last. */
function findingsOf({ places, organisations, signOut }: PaletteProps): Finding[] {
  const known = places.map(({ icon, ...place }) => ({ ...place, id: `${place.group} ${place.href}`, picture: icon }));
  const ofGroup = (wanted: (group: string) => boolean) => known.filter(({ group }) => wanted(group));
  return [
    ...ofGroup((group) => group !== "You" && group !== "Run"),
    ...organisations.map(({ handle, name, avatar, role, tier, href }) => ({
      id: `organisation ${handle}`,
      group: "Organisations",
      label: name,
      about: handle,
      words: `${role} ${tier}`,
      picture: <Shield handle={handle} name={name} avatar={avatar} size="small" />,
      href,
    })),
    ...ofGroup((group) => group === "You"),
    ...ofGroup((group) => group === "Run"),
    ...themes.map(({ label, words, icon, theme }) => ({
      id: label,
      group: "Run",
      label,
      words,
      picture: <Icon of={icon} />,
      run: () => chooseTheme(theme),
    })),
    {
      id: "sign out",
      group: "Run",
      label: "Sign out",
      words: "log out leave",
      picture: <Icon of={LogOut} />,
      run: () => startTransition(signOut),
    },
  ];
}

/** The most entries of a group to show before anything is typed. */
const most = 5;
const few = (findings: Finding[]) =>
  findings.filter(
    (finding) =>
      findings.filter(({ group }) => group === finding.group).indexOf(finding) < most || finding.group === "Run",
  );

/**
 * Goes to any page or runs any command by a part of its name. Only `FindKeeper` opens it, and fetches its code on
 * demand.
 */
export default function Palette(props: PaletteProps) {
  const { open, onOpenChange } = props;
  const opener = useRef<Element>(null);
  return (
    <Modal.Root open={open} onOpenChange={onOpenChange}>
      <Modal.Portal>
        <Modal.Overlay className="fixed inset-0 z-30 bg-scrim animate-[fade_var(--time-open)]" />
        <Modal.Content
          data-palette
          aria-describedby={undefined}
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
          }}
          className="fixed inset-x-0 top-[14vh] z-30 mx-auto flex max-h-[min(34rem,72vh)] w-[min(38rem,calc(100vw-2rem))] flex-col overflow-hidden rounded-dialog bg-raised shadow-dialog animate-[rise_var(--time-open)_var(--ease-settle)] focus:outline-none max-side:top-4 max-side:max-h-[calc(100dvh-2rem)] forced-colors:border"
        >
          <Modal.Title className="sr-only">Go to or run</Modal.Title>
          <PaletteBody {...props} />
        </Modal.Content>
      </Modal.Portal>
    </Modal.Root>
  );
}

function PaletteBody(props: PaletteProps) {
  const router = useRouter();
  const list = useId();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const findings = findingsOf(props);
  const shown = typed.trim() ? findAmong(findings, typed) : few(findings);
  const current = Math.min(chosen, shown.length - 1);

  const act = (finding: Finding | undefined) => {
    if (!finding) return;
    props.onOpenChange(false);
    if (finding.href) router.push(finding.href);
    finding.run?.();
  };
  const move = (event: KeyboardEvent, to: number) => {
    event.preventDefault();
    setChosen((to + shown.length) % Math.max(shown.length, 1));
  };
  const byKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") move(event, current + 1);
    else if (event.key === "ArrowUp") move(event, current - 1);
    else if (event.key === "PageDown") move(event, Math.min(current + 8, shown.length - 1));
    else if (event.key === "PageUp") move(event, Math.max(current - 8, 0));
    else if (event.key === "Enter") {
      event.preventDefault();
      act(shown[current]);
    }
  };
  return (
    <>
      <div className="flex items-center gap-3 border-b border-hair px-4 focus-within:shadow-[inset_0_-2px_var(--color-accent)]">
        <Icon of={Search} className="text-ink-faint" />
        <input
          role="combobox"
          aria-label="Go to or run"
          aria-expanded={shown.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={shown.length > 0 ? `${list}-${current}` : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          placeholder="Go to or run…"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setChosen(0);
          }}
          onKeyDown={byKey}
          className="min-h-13 min-w-0 flex-1 bg-transparent text-base placeholder:text-ink-faint focus-visible:outline-none"
        />
        <kbd aria-hidden>Esc</kbd>
      </div>
      <PaletteList id={list} findings={shown} current={current} typed={typed} choose={setChosen} act={act} />
      <div
        aria-hidden
        className="flex gap-5 border-t border-hair px-4 py-2 text-xs text-ink-soft pointer-coarse:hidden"
      >
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> choose
        </span>
        <span>
          <kbd>↵</kbd> open
        </span>
      </div>
    </>
  );
}
