import { z } from "zod";
import { done, line, made, one, pages, type Rest } from "@/lib/doors/rest/line";
import {
  createDevice,
  listDevices,
  moveDevice,
  readDevice,
  readTraffic,
  removeDevice,
  resumeDevice,
  suspendDevice,
  updateDevice,
} from "@/lib/tunnels/device_operations";
import { closePort, listPorts, openPort, reopenPort, updatePort } from "@/lib/tunnels/port_operations";
import { deviceShape, newDeviceShape, portShape, trafficShape } from "@/lib/tunnels/shape";

const list = `${one}/tunnel-devices`;
const device = `${list}/:device`;
const ports = `${device}/ports`;
const port = `${ports}/:port`;

/** An organisation's tunnel devices and their ports. */
export const tunnelLines: Rest[] = [
  pages(list, "List tunnel devices", listDevices, deviceShape),
  line("POST", list, "Add a tunnel device", createDevice, newDeviceShape, made),
  line("GET", device, "Read a tunnel device", readDevice, deviceShape),
  line("PUT", device, "Edit a tunnel device", updateDevice, deviceShape),
  done("DELETE", device, "Remove a tunnel device with its ports", removeDevice),
  line("POST", `${device}/suspend`, "Suspend a tunnel device", suspendDevice, deviceShape),
  line("POST", `${device}/resume`, "Resume a tunnel device", resumeDevice, deviceShape),
  line("POST", `${device}/move`, "Move a tunnel device to another project", moveDevice, deviceShape),
  line(
    "GET",
    `${device}/traffic`,
    "List what a tunnel device transferred each day",
    readTraffic,
    z.array(trafficShape),
  ),
  line("GET", ports, "List the ports of a tunnel device", listPorts, z.array(portShape)),
  line("POST", ports, "Open a port of a tunnel device", openPort, portShape, made),
  line("PUT", port, "Edit a port of a tunnel device", updatePort, portShape),
  line("POST", `${port}/close`, "Close a port of a tunnel device", closePort, portShape),
  line("POST", `${port}/reopen`, "Open a port of a tunnel device again", reopenPort, portShape),
];
