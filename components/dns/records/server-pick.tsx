"use client";

import { useState } from "react";
import { useFormContext } from "react-hook-form";
import type { HelperValues } from "@/components/dns/helpers/helpers";
import { Field } from "@/components/ui/form/field";
import { Select } from "@/components/ui/form/select";
import { asRecord } from "@/lib/dns/content/addresses";
import { games } from "@/lib/dns/helpers/game";

/** A server that the game wizard offers, with the address and ports that players connect to. */
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

/** Picks one of the organisation’s servers and fills in its game, host and port, and the address if the host has no record yet. */
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
    <Field label="Server" hint="Fills in the fields below. Leave it empty to enter host and port yourself.">
      {(wiring) => (
        <Select {...wiring} value={picked} onChange={(event) => void pick(event.target.value)}>
          <option value="">None</option>
          {offered.map(({ server, port: { port, protocol, hostPort } }, place) => (
            <option key={`${server.id} ${hostPort}`} value={place}>
              {server.name} · {server.address}:{hostPort} → {port}/{protocol}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** The name that points to a server: its node’s own, an existing one of the zone, or a new one derived from the server’s name. */
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
