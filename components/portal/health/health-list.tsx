import Link from "next/link";
import type { ReactNode } from "react";
import type { z } from "zod";
import { Time } from "@/components/ui/layout/time";
import { Badge, type Tone } from "@/components/ui/message/badge";
import type { portalHealthShape } from "@/lib/portal/health/shape";

type Health = z.output<typeof portalHealthShape>;
type Judged = Pick<Health["database"], "state" | "sentence" | "next">;

const looks: Record<Health["state"], { tone: Tone; word: string }> = {
  good: { tone: "good", word: "Good" },
  warning: { tone: "warn", word: "Warning" },
  bad: { tone: "bad", word: "Bad" },
  none: { tone: "plain", word: "Not configured" },
};

/** Every part of the portal with its state, a sentence, and what to do next. */
export function HealthList({ health, now }: { health: Health; now: Date }) {
  const { database, workers, nameServer, nodes, gateways, mail, disk, process } = health;
  return (
    <ul className="divide-y divide-hair border-y border-hair">
      <Part
        title="Database"
        of={database}
        facts={[
          ["PostgreSQL", database.version],
          ["Size", bytes(database.sizeBytes)],
          ["Connections", `${database.connections} of ${database.maxConnections}`],
        ]}
      />
      <Part
        title="Workers"
        of={workers}
        link={{ href: "/dashboard/portal/jobs", label: "Jobs" }}
        facts={[
          ["Last sign of life", workers.lastSignAt ? <Time key="at" at={workers.lastSignAt} now={now} /> : "never"],
          ["Oldest job overdue by", `${workers.queueLagSeconds} s`],
        ]}
      />
      <Part title="Name server" of={nameServer} link={{ href: "/dashboard/portal/zones", label: "Zones" }} />
      <Part
        title="Nodes"
        of={nodes}
        link={{ href: "/dashboard/portal/nodes", label: "Nodes" }}
        facts={[
          ["Online", String(nodes.online)],
          ...nodes.offline.map(({ id, name, since, problem }): [string, ReactNode] => [
            name,
            <span key={id}>
              offline
              {since && (
                <>
                  {" since "}
                  <Time at={since} now={now} />
                </>
              )}
              {problem && <>: {problem}</>}
            </span>,
          ]),
        ]}
      />
      <Part
        title="Gateways"
        of={gateways}
        link={{ href: "/dashboard/portal/gateways", label: "Gateways" }}
        facts={[
          ["Answering", String(gateways.answering)],
          ...gateways.silent.map(({ id, name, since }): [string, ReactNode] => [
            name,
            since ? (
              <span key={id}>
                last report <Time at={since} now={now} />
              </span>
            ) : (
              "never reported"
            ),
          ]),
          ...gateways.failing.map(({ name, problem }): [string, ReactNode] => [name, problem]),
        ]}
      />
      <Part
        title="Mail"
        of={mail}
        link={{ href: "/dashboard/portal/outbox", label: "Outgoing mail" }}
        facts={[
          ["Last sent", mail.lastSentAt ? <Time key="at" at={mail.lastSentAt} now={now} /> : "never"],
          ["Failed in 24 hours", mail.failedInADay.toLocaleString("en-GB")],
        ]}
      />
      <Part
        title="Disk"
        of={disk}
        facts={
          disk.freeBytes !== null && disk.totalBytes !== null
            ? [["Free", `${bytes(disk.freeBytes)} of ${bytes(disk.totalBytes)}`]]
            : []
        }
      />
      <Part
        title="This process"
        of={process}
        facts={[["Started", <Time key="at" at={process.startedAt} now={now} />]]}
      />
    </ul>
  );
}

interface PartProps {
  title: string;
  of: Judged;
  facts?: [label: string, value: ReactNode][];
  /** The page about it. */
  link?: { href: string; label: string };
}

function Part({ title, of: { state, sentence, next }, facts = [], link }: PartProps) {
  const { tone, word } = looks[state];
  return (
    <li className="grid gap-x-6 gap-y-1.5 py-4 @min-[47rem]/page:grid-cols-[12rem_1fr]">
      <div className="flex items-start gap-3 @min-[47rem]/page:block">
        <h2 className="text-base tracking-normal">{title}</h2>
        <Badge dot tone={tone} className="@min-[47rem]/page:mt-1">
          {word}
        </Badge>
      </div>
      <div className="min-w-0">
        <p>{sentence}</p>
        {next && <p className="mt-0.5 font-medium">{next}</p>}
        {facts.length > 0 && (
          <dl className="mt-1.5 flex flex-wrap gap-x-6 gap-y-0.5 text-sm text-ink-soft">
            {facts.map(([label, value]) => (
              <div key={label} className="flex flex-wrap gap-x-1.5">
                <dt>{label}</dt>
                <dd className="font-medium wrap-anywhere text-ink tabular-nums">{value}</dd>
              </div>
            ))}
          </dl>
        )}
        {link && (
          <p className="mt-1.5 text-sm">
            <Link href={link.href} className="underline underline-offset-[0.2em]">
              {link.label}
            </Link>
          </p>
        )}
      </div>
    </li>
  );
}

/** "4.2 GiB" */
function bytes(count: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const place = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(count, 1)) / 10));
  const value = count / 1024 ** place;
  return `${value.toLocaleString("en-GB", { maximumFractionDigits: value < 10 ? 1 : 0 })} ${units[place]}`;
}
