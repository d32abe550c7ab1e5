import { z } from "zod";
import { done, eventLine, kept, line, made, one, pages, type Rest } from "@/lib/doors/rest/line";
import { sendCommand, watchServer } from "@/lib/servers/console/operations";
import { serverEventShape } from "@/lib/servers/console/shape";
import { createServer } from "@/lib/servers/create_operations";
import { moveServer } from "@/lib/servers/move_operations";
import { deleteServer, listServers, powerServer, readServer } from "@/lib/servers/operations";
import { serverShape, templateShape, variablesShape } from "@/lib/servers/shape";
import { listTemplates } from "@/lib/servers/template_operations";
import { readVariables, updateServer } from "@/lib/servers/update_operations";

const server = `${one}/servers/:server`;

/** Servers: what an organisation runs. */
export const serverLines: Rest[] = [
  pages(`${one}/servers`, "List servers", listServers, serverShape),
  line("POST", `${one}/servers`, "Make a server", createServer, serverShape, made),
  kept(line("GET", `${one}/templates`, "List what servers can be made from", listTemplates, z.array(templateShape))),
  line("GET", server, "Read a server", readServer, serverShape),
  line("PUT", server, "Change a server", updateServer, serverShape),
  done("DELETE", server, "Delete a server with its files", deleteServer),
  line("POST", `${server}/move`, "Put a server into another project", moveServer, serverShape),
  line("POST", `${server}/power`, "Start, stop, restart or kill a server", powerServer, serverShape),
  line("GET", `${server}/environment`, "List the names of a server’s variables", readVariables, variablesShape),
  done("POST", `${server}/commands`, "Type a line to a server", sendCommand),
  eventLine(`${server}/events`, "Follow a server’s state, log and use", watchServer, serverEventShape),
];
