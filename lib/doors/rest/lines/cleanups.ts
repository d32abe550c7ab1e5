import { z } from "zod";
import { line, one, type Rest } from "@/lib/doors/rest/line";
import { listAllCleanups, listCleanups, setCleanup, setSharedCleanup } from "@/lib/nodes/cleanup_operations";
import { cleanupShape } from "@/lib/nodes/cleanup_shape";

const cleanups = z.array(cleanupShape);

/** Image clean-up of nodes: an organisation sets it for its dedicated ones, the portal for the others. */
export const cleanupLines: Rest[] = [
  line(
    "GET",
    `${one}/nodes/cleanups`,
    "List the image clean-up settings of your dedicated nodes",
    listCleanups,
    cleanups,
  ),
  line("PUT", `${one}/nodes/:node/cleanup`, "Change the image clean-up of a dedicated node", setCleanup, cleanupShape),
  line("GET", "/nodes/cleanups", "List the image clean-up settings of all nodes", listAllCleanups, cleanups),
  line("PUT", "/nodes/:node/cleanup", "Change the image clean-up of a shared node", setSharedCleanup, cleanupShape),
];
