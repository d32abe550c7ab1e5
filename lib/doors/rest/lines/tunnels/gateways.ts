import { z } from "zod";
import { done, line, made, one, type Rest } from "@/lib/doors/rest/line";
import {
  closeGateway,
  listGateways,
  listUsable,
  readGateway,
  registerGateway,
  removeGateway,
  renewGatewayToken,
  reopenGateway,
  updateGateway,
} from "@/lib/gateways/operations";
import { gatewayShape, gatewayWithTokenShape, usableGatewayShape } from "@/lib/gateways/shape";

const list = "/tunnel-gateways";
const gateway = `${list}/:gateway`;

/** Gateways of tunnels, for portal administrators, and for organisations that use them. */
export const gatewayLines: Rest[] = [
  line("GET", `${one}${list}`, "List the gateways that your devices can use", listUsable, z.array(usableGatewayShape)),
  line("GET", list, "List all gateways", listGateways, z.array(gatewayShape)),
  line("POST", list, "Register a gateway", registerGateway, gatewayWithTokenShape, made),
  line("GET", gateway, "Read a gateway", readGateway, gatewayShape),
  line("PUT", gateway, "Edit a gateway", updateGateway, gatewayShape),
  done("DELETE", gateway, "Remove a gateway without devices", removeGateway),
  line("POST", `${gateway}/close`, "Close a gateway to new devices and ports", closeGateway, gatewayShape),
  line("POST", `${gateway}/reopen`, "Reopen a gateway to new devices and ports", reopenGateway, gatewayShape),
  line("POST", `${gateway}/renew-token`, "Renew the token of a gateway", renewGatewayToken, gatewayWithTokenShape),
];
