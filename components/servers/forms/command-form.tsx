"use client";

import { type FormEvent, useId, useRef, useState } from "react";
import { answerOf } from "@/components/forms/answer";
import type { ServerActions } from "@/components/servers/actions";
import type { LogLine } from "@/components/servers/use-server-events";
import { Button } from "@/components/ui/button/button";

interface CommandFormProps {
  organisation: string;
  server: { id: string; state: string };
  add: (lines: Omit<LogLine, "key">[]) => void;
  command: ServerActions["command"];
}

/** The command line of a server; the arrow keys recall earlier commands. */
export function CommandForm({ organisation, server, add, command }: CommandFormProps) {
  const [text, setText] = useState("");
  const [refusal, setRefusal] = useState("");
  const [pending, setPending] = useState(false);
  const said = useRef<string[]>([]);
  const place = useRef(0);
  const about = useId();
  const running = server.state === "running";

  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!text || pending || !running) return;
    setPending(true);
    const outcome = await answerOf(command({ organisation, server: server.id, command: text }));
    setPending(false);
    if (!outcome.ok) return setRefusal(outcome.error.fields?.command?.[0] ?? outcome.error.message);
    setRefusal("");
    said.current = [...said.current.filter((each) => each !== text), text].slice(-50);
    place.current = said.current.length;
    add([{ at: new Date().toISOString(), source: "mine", text }]);
    setText("");
  };
  const recall = (step: number) => {
    place.current = Math.min(Math.max(place.current + step, 0), said.current.length);
    setText(said.current[place.current] ?? "");
  };

  return (
    <form onSubmit={send} className="border-t border-hair bg-surface noscript:hidden">
      <div className="flex items-center gap-2 py-1.5 pr-1.5 pl-3.5 focus-within:shadow-[inset_0_0_0_2px_var(--color-accent)]">
        <span aria-hidden className="font-mono text-ink-faint">
          &gt;
        </span>
        <input
          aria-label="Command for the server"
          aria-describedby={refusal ? about : undefined}
          aria-invalid={refusal ? true : undefined}
          placeholder={running ? "Enter a command" : "Server is stopped"}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={1_000}
          disabled={!running}
          value={text}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
            event.preventDefault();
            recall(event.key === "ArrowUp" ? -1 : 1);
          }}
          className="min-h-8 min-w-0 flex-1 border-0 bg-transparent font-mono text-sm outline-none"
        />
        <Button type="submit" size="small" busy={pending} disabled={!running}>
          Send
        </Button>
      </div>
      {refusal && (
        <p id={about} role="alert" className="px-3.5 pb-2 text-sm text-bad">
          {refusal}
        </p>
      )}
    </form>
  );
}
