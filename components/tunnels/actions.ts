import type { ProjectChoices } from "@/components/projects/project-field";
import type { Outcome } from "@/lib/kernel/errors";
import type { Configuration } from "@/lib/tunnels/configuration";
import type { GameKey } from "@/lib/tunnels/games";
import type { Protocol } from "@/lib/tunnels/schema";
import type { toDevice, toPort } from "@/lib/tunnels/view";

export type ListedDevice = ReturnType<typeof toDevice>;
export type ListedPort = ReturnType<typeof toPort>;

type One = { organisation: string; device: string };
type OnePort = One & { port: string };

/** The form of a new device; its key isn’t in it. */
export interface DeviceDraft {
  organisation: string;
  name: string;
  gatewayId: string;
  projectId: string;
  routesAnswers: boolean;
}

export interface PortDraft extends One {
  game: GameKey | "";
  protocol: Protocol;
  localPort: string;
  publicPort: string;
  note: string;
  keepAddresses: boolean;
}

export interface PortChange extends OnePort {
  game: GameKey | "";
  note: string;
  keepAddresses: boolean;
}

export type CreateDevice = (
  input: DeviceDraft & { publicKey: string },
) => Promise<Outcome<{ device: ListedDevice; configuration: Configuration }>>;

export interface DeviceActions {
  update: (input: One & { name?: string; routesAnswers?: boolean }) => Promise<Outcome<ListedDevice>>;
  move: (input: One & { projectId: string | null }) => Promise<Outcome<ListedDevice>>;
  suspend: (input: One) => Promise<Outcome<ListedDevice>>;
  resume: (input: One) => Promise<Outcome<ListedDevice>>;
  remove: (input: One) => Promise<Outcome<unknown>>;
}

export interface PortActions {
  update: (input: PortChange) => Promise<Outcome<ListedPort>>;
  close: (input: OnePort) => Promise<Outcome<ListedPort>>;
  reopen: (input: OnePort) => Promise<Outcome<ListedPort>>;
}

export type OpenPort = (input: PortDraft) => Promise<Outcome<ListedPort>>;

/** The projects and gateways that a new device can go to. */
export interface DeviceChoices extends ProjectChoices {
  gateways: { id: string; name: string; publicAddress: string; available: boolean; reason: string | null }[];
}
