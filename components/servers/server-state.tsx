import type { ListedServer } from "@/components/servers/actions";
import { Badge, type Tone } from "@/components/ui/message/badge";

const looks: Record<ListedServer["state"], { tone: Tone; word: string }> = {
  queued: { tone: "note", word: "Queued" },
  pulling: { tone: "note", word: "Pulling image" },
  creating: { tone: "note", word: "Creating" },
  running: { tone: "good", word: "Running" },
  stopped: { tone: "plain", word: "Stopped" },
  failed: { tone: "bad", word: "Failed" },
  deleting: { tone: "warn", word: "Deleting" },
};

/** Whether its state is about to change. */
export function isUnsettled({ state, wanted }: ListedServer): boolean {
  if (state === "failed") return false;
  return state !== "running" && state !== "stopped" ? true : state !== wanted;
}

/** A server’s state, with the problem if there is one. */
export function ServerState({ server }: { server: ListedServer }) {
  const { state, wanted, progress, problem, exitCode } = server;
  const { tone, word } = looks[state];
  const onTheWay =
    state === "running" && wanted === "stopped"
      ? "Stopping"
      : state === "stopped" && wanted === "running"
        ? "Starting"
        : word;
  const why = problem ?? (state === "stopped" && exitCode ? `Exit code ${exitCode}` : null);
  return (
    <span className="row:inline-block row:max-w-80">
      <Badge tone={onTheWay === word ? tone : "note"} dot>
        {onTheWay}
        {state === "pulling" && progress !== null && ` ${progress} %`}
      </Badge>
      {why && <span className="text-sm wrap-anywhere text-ink-soft card:ml-2 row:mt-0.5 row:block">{why}</span>}
    </span>
  );
}
