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

/** An organisation's servers. */
export const serverLines: Rest[] = [
  pages(`${one}/servers`, "List servers", listServers, serverShape),
  line("POST", `${one}/servers`, "Create a server", createServer, serverShape, made),
  kept(line("GET", `${one}/templates`, "List server templates", listTemplates, z.array(templateShape))),
  line("GET", server, "Read a server", readServer, serverShape),
  line("PUT", server, "Edit a server", updateServer, serverShape),
  done("DELETE", server, "Delete a server and its files", deleteServer),
  line("POST", `${server}/move`, "Move a server to another project", moveServer, serverShape),
  line("POST", `${server}/power`, "Start, stop, restart or kill a server", powerServer, serverShape),
  line(
    "GET",
    `${server}/environment`,
    "List the names of a server’s environment variables",
    readVariables,
    variablesShape,
  ),
  done("POST", `${server}/commands`, "Send a console command to a server", sendCommand),
  eventLine(`${server}/events`, "Follow a server’s state, log and usage", watchServer, serverEventShape),
];
