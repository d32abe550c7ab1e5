import { TextField } from "@/components/forms/text-field";
import type { Left } from "@/components/servers/actions";

/** A server’s limits, each with what is left of the organisation’s pool. */
export function AmountFields({ left }: { left: Left }) {
  return (
    <div className="grid grid-cols-3 items-start gap-3 max-[30rem]:grid-cols-1">
      <TextField name="memoryMb" label="Memory (MiB)" hint={left.memoryMb} inputMode="numeric" autoComplete="off" />
      <TextField
        name="cores"
        label="CPU cores"
        hint={joined("Fractions allowed, e.g. 0.5.", left.cores)}
        inputMode="decimal"
        autoComplete="off"
      />
      <TextField name="diskMb" label="Disk (MiB)" hint={left.diskMb} inputMode="numeric" autoComplete="off" />
    </div>
  );
}

const joined = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(" ");

export const portsHint = (more: string, left: Left) =>
  joined("Ports inside the container, e.g. 25565, 19132/udp.", more, left.ports);
