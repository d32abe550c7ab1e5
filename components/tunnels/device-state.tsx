import type { ListedDevice } from "@/components/tunnels/actions";
import { Time } from "@/components/ui/layout/time";
import { Badge, type Tone } from "@/components/ui/message/badge";

const tones: Record<ListedDevice["state"], Tone> = {
  connected: "good",
  away: "plain",
  never: "note",
  suspended: "warn",
  off: "bad",
};

/** A device’s state, and why its gateway doesn’t let it in. */
export function DeviceState({ device, now }: { device: ListedDevice; now: Date }) {
  const { state, reason, lastHandshakeAt, gateway } = device;
  const silent = gateway.answering ? null : "The gateway isn’t answering.";
  const why = state === "off" ? reason : silent;
  return (
    <span className="row:inline-block row:max-w-80">
      <Badge tone={tones[state]} dot>
        {state === "connected" && "Connected"}
        {state === "away" && (lastHandshakeAt ? <SeenAt at={lastHandshakeAt} now={now} /> : "Not connected")}
        {state === "never" && "Never connected"}
        {state === "suspended" && "Suspended"}
        {state === "off" && "Off"}
      </Badge>
      {why && <span className="text-sm wrap-anywhere text-ink-soft card:ml-2 row:mt-0.5 row:block">{why}</span>}
    </span>
  );
}

const SeenAt = ({ at, now }: { at: Date; now: Date }) => (
  <span>
    Last seen <Time at={at} now={now} />
  </span>
);
