import { z } from "zod";
import { done, line, made, one, pages, type Rest } from "@/lib/rest/line";
import { createServer } from "@/lib/servers/create";
import { listTemplates } from "@/lib/servers/list_templates";
import { moveServer } from "@/lib/servers/move";
import { deleteServer, listServers, powerServer, readServer } from "@/lib/servers/operations";
import { serverShape, templateShape } from "@/lib/servers/shape";

const server = `${one}/servers/:server`;

/** Servers: what an organisation runs. */
export const serverLines: Rest[] = [
  pages(`${one}/servers`, "List servers", listServers, serverShape),
  line("POST", `${one}/servers`, "Make a server", createServer, serverShape, made),
  line("GET", `${one}/templates`, "List what servers can be made from", listTemplates, z.array(templateShape)),
  line("GET", server, "Read a server", readServer, serverShape),
  done("DELETE", server, "Delete a server with its files", deleteServer),
  line("POST", `${server}/move`, "Put a server into another project", moveServer, serverShape),
  line("POST", `${server}/power`, "Start, stop, restart or kill a server", powerServer, serverShape),
];
