import { z } from "zod";
import { done, line, made, one, type Rest } from "@/lib/doors/rest/line";
import {
  assignNode,
  closeNode,
  drainNode,
  listNodes,
  listUsable,
  readNode,
  registerNode,
  removeNode,
  reopenNode,
  updateNode,
} from "@/lib/nodes/operations";
import { nodeShape, usableNodeShape } from "@/lib/nodes/shape";

const node = "/nodes/:node";

/** Nodes, for portal administrators, and for organisations that use them. */
export const nodeLines: Rest[] = [
  line("GET", `${one}/nodes`, "List the nodes that your servers can run on", listUsable, z.array(usableNodeShape)),
  line("GET", "/nodes", "List all nodes", listNodes, z.array(nodeShape)),
  line("POST", "/nodes", "Register a node", registerNode, nodeShape, made),
  line("GET", node, "Read a node", readNode, nodeShape),
  line("PUT", node, "Edit a node", updateNode, nodeShape),
  done("DELETE", node, "Remove a node without servers", removeNode),
  line("POST", `${node}/assign-org`, "Dedicate a node to an organisation, or make it shared", assignNode, nodeShape),
  line("POST", `${node}/close`, "Close a node to new servers", closeNode, nodeShape),
  line("POST", `${node}/drain`, "Drain a node and ask owners to move their servers", drainNode, nodeShape),
  line("POST", `${node}/reopen`, "Reopen a node to new servers", reopenNode, nodeShape),
];
