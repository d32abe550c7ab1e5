import fs from "node:fs";
import path from "node:path";
import type { World } from "./world";

/** The arguments of everything that runs now. */
function running(): string {
  const pids = fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const lines = pids.map((pid) => {
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8");
    } catch {
      // It has ended meanwhile.
      return "";
    }
  });
  return lines.join("\n");
}

/** Every key and token, and what was said or shown where others may read it. */
export function tracesOf({ hosts, secrets, portalOutput, said, folder }: World) {
  return {
    secrets: [...secrets, fs.readFileSync(path.join(folder, "state/private.key"), "utf8").trim()],
    places: {
      "the portal’s output": portalOutput(),
      "the program’s output": said(),
      "arguments on the gateway": hosts.gateway.calls(),
      "arguments on the devices": hosts.device.calls() + hosts.second.calls(),
      "arguments of what runs": running(),
    },
  };
}
