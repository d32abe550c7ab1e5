import { z } from "zod";
import { line, one, type Rest } from "@/lib/doors/rest/line";
import { listAllCleanups, listCleanups, setCleanup, setSharedCleanup } from "@/lib/nodes/cleanup_operations";
import { cleanupShape } from "@/lib/nodes/cleanup_shape";

const cleanups = z.array(cleanupShape);

/** How nodes are cleaned: the organisation's for its dedicated ones, the portal's for the others. */
export const cleanupLines: Rest[] = [
  line("GET", `${one}/nodes/cleanups`, "List how your dedicated nodes are cleaned", listCleanups, cleanups),
  line("PUT", `${one}/nodes/:node/cleanup`, "Set how a dedicated node is cleaned", setCleanup, cleanupShape),
  line("GET", "/nodes/cleanups", "List how nodes are cleaned", listAllCleanups, cleanups),
  line("PUT", "/nodes/:node/cleanup", "Set how a shared node is cleaned", setSharedCleanup, cleanupShape),
];
