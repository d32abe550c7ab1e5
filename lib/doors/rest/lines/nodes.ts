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

/** Nodes: the portal administrator's, and what an organisation sees of them. */
export const nodeLines: Rest[] = [
  line("GET", `${one}/nodes`, "List the nodes that take your servers", listUsable, z.array(usableNodeShape)),
  line("GET", "/nodes", "List all nodes", listNodes, z.array(nodeShape)),
  line("POST", "/nodes", "Register a node", registerNode, nodeShape, made),
  line("GET", node, "Read a node", readNode, nodeShape),
  line("PUT", node, "Change a node", updateNode, nodeShape),
  done("DELETE", node, "Remove a node without servers", removeNode),
  line("POST", `${node}/assign-org`, "Dedicate a node to an organisation, or share it again", assignNode, nodeShape),
  line("POST", `${node}/close`, "Let no new servers on a node", closeNode, nodeShape),
  line("POST", `${node}/drain`, "Close a node and ask its owners to move their servers", drainNode, nodeShape),
  line("POST", `${node}/reopen`, "Let servers on a node again", reopenNode, nodeShape),
];
