import type { ReactNode } from "react";
import { Line, Lines } from "@/components/ui/table/lines";
import { amountWords, type Pool, partNames, poolParts, shareWords, thingWords } from "@/lib/pools/words";

interface ShownBelongings {
  tierName: string;
  memberCount: number;
  serverCount: number;
  maxServers: number | null;
  servers: { id: string; name: string; memoryMb: number; cores: number; diskMb: number }[];
  zoneCount: number;
  maxZones: number | null;
  zones: { id: string; name: string; recordCount: number }[];
  projectCount: number;
  projects: { id: string; name: string }[];
  pool: Pool;
}

const number = (count: number) => count.toLocaleString("en-GB");
const counted = (count: number, most: number | null) =>
  most === null ? number(count) : `${number(count)} of at most ${number(most)}`;

/** What comes with an organisation, counted and named, and how much of its limits is used. */
export function Belongings({ belongings }: { belongings: ShownBelongings }) {
  const { tierName, memberCount, serverCount, maxServers, servers, pool } = belongings;
  const { zoneCount, maxZones, zones, projectCount, projects } = belongings;
  return (
    <div className="max-w-[40rem]">
      <Lines>
        <Line label="Tier">{tierName}</Line>
        <Line label="Members">{number(memberCount)}</Line>
        <Line
          label="Servers"
          under={
            <Named of={serverCount}>
              {servers.map(({ id, name, memoryMb, cores, diskMb }) => (
                <li key={id}>
                  {name}: {thingWords("memoryMb", memoryMb)}, {amountWords("cores", cores)},{" "}
                  {thingWords("diskMb", diskMb)}
                </li>
              ))}
            </Named>
          }
        >
          {counted(serverCount, maxServers)}
        </Line>
        <Line
          label="Zones"
          under={
            <Named of={zoneCount}>
              {zones.map(({ id, name, recordCount }) => (
                <li key={id}>
                  {name}: {recordCount === 1 ? "1 record" : `${number(recordCount)} records`}
                </li>
              ))}
            </Named>
          }
        >
          {counted(zoneCount, maxZones)}
        </Line>
        <Line
          label="Projects"
          under={
            <Named of={projectCount}>
              {projects.map(({ id, name }) => (
                <li key={id}>{name}</li>
              ))}
            </Named>
          }
        >
          {number(projectCount)}
        </Line>
        {poolParts.map((part) => (
          <Line key={part} label={partNames[part]} under="Allocated to its servers on shared nodes">
            {shareWords(part, pool[part])}
          </Line>
        ))}
      </Lines>
    </div>
  );
}

/** The first of them by name. */
function Named({ of, children }: { of: number; children: ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <ul>
      {children}
      {of > children.length && <li>and {number(of - children.length)} more</li>}
    </ul>
  );
}
