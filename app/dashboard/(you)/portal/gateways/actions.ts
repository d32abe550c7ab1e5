"use server";

import { toAction } from "@/lib/doors/action/action";
import {
  closeGateway,
  registerGateway,
  removeGateway,
  renewGatewayToken,
  reopenGateway,
  updateGateway,
} from "@/lib/gateways/operations";

export const registerGatewayAction = toAction(registerGateway);
export const updateGatewayAction = toAction(updateGateway);
export const renewGatewayTokenAction = toAction(renewGatewayToken);
export const closeGatewayAction = toAction(closeGateway);
export const reopenGatewayAction = toAction(reopenGateway);
export const removeGatewayAction = toAction(removeGateway);
