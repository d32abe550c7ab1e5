import type { ReactNode } from "react";
import type { ListedDevice } from "@/components/tunnels/actions";
import { CopyButton } from "@/components/ui/button/copy-button";
import { Panel } from "@/components/ui/layout/panel";
import { ExactTime, Time } from "@/components/ui/layout/time";

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-ink-soft">{name}</dt>
    <dd className="min-w-0 wrap-anywhere max-side:mb-1.5">{children}</dd>
  </>
);

export function DeviceFacts({ device, now }: { device: ListedDevice; now: Date }) {
  const { address, address6, hostName, fingerprint, gateway, project } = device;
  const { routesAnswers, addedBy, createdAt, lastHandshakeAt } = device;
  return (
    <Panel title="About this device">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-control max-side:grid-cols-1">
        <Fact name="Last handshake">{lastHandshakeAt ? <Time at={lastHandshakeAt} now={now} /> : "None yet"}</Fact>
        <Fact name="Gateway">
          {gateway.name}, {gateway.publicAddress}
          {gateway.answering ? "" : " (isn’t answering)"}
        </Fact>
        {hostName && (
          <Fact name="Name to connect to">
            <span className="flex flex-wrap items-center gap-2">
              <span className="font-mono text-sm">{hostName}</span>
              <CopyButton value={hostName} label="Copy name" size="small" variant="quiet" />
            </span>
          </Fact>
        )}
        <Fact name="Tunnel addresses">
          <span className="font-mono text-sm">
            {address}, {address6}
          </span>
        </Fact>
        <Fact name="Fingerprint of its key">
          <span className="font-mono text-sm">{fingerprint}</span>
        </Fact>
        <Fact name="Programs on it see">
          {routesAnswers ? "players’ addresses, where a port keeps them" : "the gateway’s address"}
        </Fact>
        {project && <Fact name="Project">{project.name}</Fact>}
        <Fact name="Added">
          by {addedBy} on <ExactTime at={createdAt} only="day" />
        </Fact>
      </dl>
    </Panel>
  );
}
