import { z } from "zod";
import { line, one, type Rest } from "@/lib/doors/rest/line";
import { listAllCleanups, listCleanups, setCleanup, setSharedCleanup } from "@/lib/nodes/cleanup_operations";
import { cleanupShape } from "@/lib/nodes/cleanup_shape";

const cleanups = z.array(cleanupShape);

/** Image clean-up policies: the organisation's for its dedicated nodes, the portal's for the others. */
export const cleanupLines: Rest[] = [
  line("GET", `${one}/nodes/cleanups`, "List the image clean-up of your dedicated nodes", listCleanups, cleanups),
  line("PUT", `${one}/nodes/:node/cleanup`, "Set the image clean-up of a dedicated node", setCleanup, cleanupShape),
  line("GET", "/nodes/cleanups", "List the image clean-up of all nodes", listAllCleanups, cleanups),
  line("PUT", "/nodes/:node/cleanup", "Set the image clean-up of a shared node", setSharedCleanup, cleanupShape),
];
