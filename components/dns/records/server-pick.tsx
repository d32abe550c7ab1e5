"use client";

import { useState } from "react";
import { useFormContext } from "react-hook-form";
import type { HelperValues } from "@/components/dns/helpers/helpers";
import { Field } from "@/components/ui/form/field";
import { Select } from "@/components/ui/form/select";
import { asRecord } from "@/lib/dns/content/addresses";
import { games } from "@/lib/dns/helpers/game";

/** A server as the form for games offers it: where people reach it. */
export interface PickedServer {
  id: string;
  name: string;
  address: string;
  ports: { port: number; protocol: string; hostPort: number }[];
}

interface ServerPickProps {
  servers: PickedServer[];
  namesOf: (address: string) => Promise<string[]>;
}

/** One of the organisation’s servers: fills in its game, host and port, and the address where the host has no record yet. */
export function ServerPick({ servers, namesOf }: ServerPickProps) {
  const { setValue } = useFormContext<HelperValues>();
  const [picked, setPicked] = useState("");
  const offered = servers.flatMap((server) => server.ports.map((port) => ({ server, port })));
  const pick = async (value: string) => {
    setPicked(value);
    const found = offered[Number(value)];
    if (value === "" || !found) return;
    const { server, port } = found;
    const fill = (values: Record<string, string>) => {
      for (const [name, text] of Object.entries(values))
        setValue(name, text, { shouldDirty: true, shouldValidate: name === "host" });
    };
    const game = Object.entries(games).find(([, known]) => known.port === port.port)?.[0];
    fill({ port: String(port.hostPort), ...(game && { game }), ...(await hostOf(server, namesOf)) });
  };
  return (
    <Field label="Server" hint="Fills in the rest. Or leave it, and type host and port.">
      {(wiring) => (
        <Select {...wiring} value={picked} onChange={(event) => void pick(event.target.value)}>
          <option value="">None of ours</option>
          {offered.map(({ server, port: { port, protocol, hostPort } }, place) => (
            <option key={`${server.id} ${hostPort}`} value={place}>
              {server.name} · {server.address}:{hostPort} to {port}/{protocol}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** The name that leads to a server: its node’s own, one of the zone that leads there already, or one that is made after the server’s. */
async function hostOf({ name, address }: PickedServer, namesOf: ServerPickProps["namesOf"]) {
  if (!asRecord(address)) return { host: `${address.replace(/\.$/, "")}.`, address: "" };
  const [known] = await namesOf(address).catch((): string[] => []);
  return known ? { host: known, address: "" } : { host: labelOf(name), address };
}

/** "Skyblock – Season 2" as a name within the zone: skyblock-season-2. */
function labelOf(name: string): string {
  const plain = name.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const label = plain.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "");
  return label.slice(0, 63).replace(/-+$/, "") || "play";
}
