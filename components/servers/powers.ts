import { OctagonX, Play, RotateCcw, Square } from "lucide-react";
import type { ListedServer, PowerAction } from "@/components/servers/actions";

export const powerIcons = { start: Play, stop: Square, restart: RotateCcw, kill: OctagonX };

const labels = { start: "Start", stop: "Stop", restart: "Restart", kill: "Kill" };
export const powerLabel = ({ state }: ListedServer, action: PowerAction) =>
  state === "failed" ? "Start again" : labels[action];

/** Said after the button was pressed. */
export const powerWords: Record<PowerAction, string> = {
  start: "is starting",
  stop: "is stopping",
  restart: "is restarting",
  kill: "is being killed",
};

/** The power actions that a server’s state allows. */
export function powersOf({ state }: Pick<ListedServer, "state">): PowerAction[] {
  if (state === "running") return ["stop", "restart", "kill"];
  return state === "stopped" || state === "failed" ? ["start"] : [];
}
