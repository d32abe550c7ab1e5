import type { ProjectChoices } from "@/components/projects/project-field";
import type { ServerChange } from "@/components/servers/forms/change-schema";
import type { Outcome } from "@/lib/kernel/errors";
import type { PoolPart } from "@/lib/pools/words";
import type { TemplateName } from "@/lib/servers/templates/catalogue";
import type { toServer } from "@/lib/servers/view";

export type ListedServer = ReturnType<typeof toServer>;
export type PowerAction = "start" | "stop" | "restart" | "kill";

interface Draft {
  organisation: string;
  name: string;
  memoryMb: string;
  cores: string;
  diskMb: string;
  projectId: string;
  nodeId: string;
}
/** The state of the form: a template’s variables by name, or an image’s ports and variables as typed. */
export type ServerDraft = Draft &
  (
    | { template: TemplateName; environment: Record<string, string> }
    | { image: string; ports: string; environment: string }
  );

type One = { organisation: string; server: string };
export interface ServerActions {
  create: (input: ServerDraft) => Promise<Outcome<ListedServer>>;
  power: (input: One & { action: PowerAction }) => Promise<Outcome<ListedServer>>;
  move: (input: One & { projectId: string | null }) => Promise<Outcome<ListedServer>>;
  update: (input: ServerChange) => Promise<Outcome<ListedServer>>;
  command: (input: One & { command: string }) => Promise<Outcome<unknown>>;
  delete: (input: One) => Promise<Outcome<unknown>>;
}

/** What is left of the organisation’s pool, for each field that uses it: "1 of 4 GiB left." */
export type Left = { [part in PoolPart]?: string };

/** The projects and nodes that a new server can go to. */
export interface ServerChoices extends ProjectChoices {
  nodes: { id: string; name: string; available: boolean; reason: string | null; freeMemoryMb: number }[];
  /** "1 of 2 servers". */
  usage: string;
  left: Left;
}

export interface ServerDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  organisation: string;
  choices: ServerChoices;
  create: ServerActions["create"];
}
