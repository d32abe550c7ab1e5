import {
  closeGatewayAction,
  registerGatewayAction,
  removeGatewayAction,
  renewGatewayTokenAction,
  reopenGatewayAction,
  updateGatewayAction,
} from "@/app/dashboard/(you)/portal/gateways/actions";
import type { GatewayActions } from "@/components/gateways/actions";
import { GatewayMenu } from "@/components/gateways/gateway-menu";
import { GatewayTable } from "@/components/gateways/gateway-table";
import { NewGatewayButton } from "@/components/gateways/new-gateway-button";
import { ShownToken } from "@/components/gateways/shown-token";
import { PageHead } from "@/components/ui/layout/page-head";
import { EmptyState } from "@/components/ui/message/empty-state";
import { TableFoot } from "@/components/ui/table/table-foot";
import { read } from "@/lib/doors/page/page";
import { env } from "@/lib/env";
import { listGateways } from "@/lib/gateways/operations";

export const metadata = { title: "Gateways · Administration" };

const actions: GatewayActions = {
  register: registerGatewayAction,
  update: updateGatewayAction,
  renewToken: renewGatewayTokenAction,
  close: closeGatewayAction,
  reopen: reopenGatewayAction,
  remove: removeGatewayAction,
};

export default async function PortalGatewaysPage() {
  const gateways = await read(listGateways, {});
  const now = new Date();
  const create = <NewGatewayButton actions={actions} />;
  const answering = gateways.filter(({ health }) => health === "answering").length;
  return (
    <ShownToken portalUrl={env().PUBLIC_URL.origin}>
      <PageHead title="Gateways" actions={gateways.length > 0 && create}>
        {gateways.length > 0 && "The machines on which members publish ports of their own machines, through WireGuard."}
      </PageHead>
      {gateways.length > 0 ? (
        <>
          <GatewayTable
            gateways={gateways}
            now={now}
            menu={(gateway) => <GatewayMenu gateway={gateway} actions={actions} />}
          />
          <TableFoot>
            {answering === gateways.length ? "All answering" : `${answering} of ${gateways.length} answering`}
          </TableFoot>
          <p className="mt-4 max-w-[60ch] text-sm text-ink-soft">
            A gateway that can’t reach the portal goes on with what it knows for ten minutes. Then it closes every port,
            and lets no device in until it reaches the portal again.
          </p>
        </>
      ) : (
        <EmptyState title="No gateways yet" actions={create}>
          A gateway is a machine with a public address on which members publish ports of their own machines, for example
          a game server at home. It needs Linux, WireGuard and nftables.
        </EmptyState>
      )}
    </ShownToken>
  );
}
