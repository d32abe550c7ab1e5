import type { Opened } from "@/app/dashboard/organisations/[handle]/open-organisation";
import {
  moveDeviceAction,
  removeDeviceAction,
  resumeDeviceAction,
  suspendDeviceAction,
  updateDeviceAction,
} from "@/app/dashboard/organisations/[handle]/tunnels/actions";
import { read } from "@/lib/doors/page/page";
import { listProjects } from "@/lib/projects/operations";

export const deviceActions = {
  update: updateDeviceAction,
  move: moveDeviceAction,
  suspend: suspendDeviceAction,
  resume: resumeDeviceAction,
  remove: removeDeviceAction,
};

/** The projects that a device can go to. */
export async function projectChoices({ id, may, narrowed }: Opened) {
  const projects = may("project.read") ? await read(listProjects, { organisation: id }) : [];
  return { projects: projects.map((each) => ({ id: each.id, name: each.name })), projectNeeded: narrowed };
}
