import { type ZoneState, zoneStateWords } from "@/components/dns/zones/zones";
import { Badge, type Tone } from "@/components/ui/message/badge";

const tones: Record<ZoneState, Tone> = { active: "good", pending: "note", failing: "bad", silent: "bad" };

export function ZoneBadge({ state }: { state: ZoneState }) {
  return (
    <Badge tone={tones[state]} dot>
      {zoneStateWords[state]}
    </Badge>
  );
}
