import { LiftRate, type LiftRateProps } from "@/components/portal/rates/lift-rate";
import { Time } from "@/components/ui/layout/time";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";

interface Rate {
  id: string;
  action: string;
  by: "account" | "address" | "other";
  subject: string | null;
  user: { name: string; email: string } | null;
  attempts: number;
  allowed: number;
  seconds: number;
  until: Date;
}

interface RateTableProps {
  rates: Rate[];
  lift: LiftRateProps["lift"];
  now: Date;
}

const unknown = { account: "A deleted account", address: "An address", other: "The holder of a link" };

/** The limits that refuse somebody now. */
export function RateTable({ rates, lift, now }: RateTableProps) {
  const head = (
    <>
      <HeadCell>Whom</HeadCell>
      <HeadCell>Action</HeadCell>
      <HeadCell>Attempts</HeadCell>
      <HeadCell>Ends</HeadCell>
      <HeadCell unseen>Lift</HeadCell>
    </>
  );
  return (
    <Table label="Limits in force" head={head}>
      {rates.map(({ id, action, by, subject, user, attempts, allowed, seconds, until }) => {
        const whom = subject ?? unknown[by];
        return (
          <Row key={id}>
            <Cell as="lead">
              <Lead name={whom} under={user?.email ?? (by === "address" ? "Network address" : undefined)} />
            </Cell>
            <Cell as="fact">{action}</Cell>
            <Cell as="fact" className="tabular-nums">
              {attempts.toLocaleString("en-GB")}
              <span className="row:hidden"> attempts</span>
              <span className="text-sm text-ink-soft">
                {" "}
                ({allowed.toLocaleString("en-GB")} allowed in {lengthWords(seconds)})
              </span>
            </Cell>
            <Cell as="fact">
              <span className="row:hidden">ends </span>
              <Time at={until} now={now} />
            </Cell>
            <Cell>
              <LiftRate rate={id} name={`${action}, ${whom}`} lift={lift} />
            </Cell>
          </Row>
        );
      })}
    </Table>
  );
}

function lengthWords(seconds: number): string {
  if (seconds < 3_600) return seconds === 60 ? "a minute" : `${Math.round(seconds / 60)} minutes`;
  if (seconds < 86_400) return seconds === 3_600 ? "an hour" : `${Math.round(seconds / 3_600)} hours`;
  return seconds === 86_400 ? "a day" : `${Math.round(seconds / 86_400)} days`;
}
