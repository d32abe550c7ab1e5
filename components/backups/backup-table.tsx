import type { ReactNode } from "react";
import type { ListedBackup } from "@/components/backups/actions";
import { ExactTime, Time } from "@/components/ui/layout/time";
import { Badge, type Tone } from "@/components/ui/message/badge";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";
import { sizeWords } from "@/lib/servers/disk";

const states: Record<ListedBackup["state"], { words: string; tone: Tone }> = {
  queued: { words: "Queued", tone: "note" },
  saving: { words: "Creating", tone: "note" },
  kept: { words: "Ready", tone: "good" },
  failed: { words: "Failed", tone: "bad" },
  deleting: { words: "Deleting", tone: "plain" },
};

interface BackupTableProps {
  backups: ListedBackup[];
  now: Date;
  menu: (backup: ListedBackup) => ReactNode;
}

export function BackupTable({ backups, now, menu }: BackupTableProps) {
  const head = (
    <>
      <HeadCell>Backup</HeadCell>
      <HeadCell>State</HeadCell>
      <HeadCell right>Compressed size</HeadCell>
      <HeadCell>Created</HeadCell>
      <HeadCell unseen>Actions</HeadCell>
    </>
  );
  return (
    <Table label="Backups" head={head}>
      {backups.map((backup) => {
        const { id, state, restoring, problem, bytes, scheduled, madeBy, createdAt } = backup;
        const { words, tone } = restoring ? { words: "Restoring", tone: "note" as const } : states[state];
        return (
          <Row key={id}>
            <Cell as="lead">
              <Lead
                name={<ExactTime at={createdAt} />}
                under={problem ?? (scheduled ? "by schedule" : `by ${madeBy}`)}
              />
            </Cell>
            <Cell as="fact">
              <Badge tone={tone} dot>
                {words}
              </Badge>
            </Cell>
            <Cell as={bytes > 0 ? "fact" : "hidden"} right className="whitespace-nowrap text-ink-soft tabular-nums">
              {bytes > 0 && `${sizeWords(bytes)}${state === "saving" ? " so far" : ""}`}
            </Cell>
            <Cell as="hidden" className="whitespace-nowrap text-ink-soft">
              <Time at={createdAt} now={now} />
            </Cell>
            <Cell as="menu">{menu(backup)}</Cell>
          </Row>
        );
      })}
    </Table>
  );
}
