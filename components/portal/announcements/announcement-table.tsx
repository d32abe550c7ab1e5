import { type AnnouncementActions, AnnouncementButtons } from "@/components/portal/announcements/announcement-buttons";
import { ExactTime } from "@/components/ui/layout/time";
import { Badge, type Tone } from "@/components/ui/message/badge";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";

interface Announcement {
  id: string;
  text: string;
  tone: "note" | "warning";
  link: string | null;
  audience: "everybody" | "users";
  dismissible: boolean;
  startsAt: Date;
  endsAt: Date | null;
  state: "planned" | "shown" | "ended";
}

const states: Record<Announcement["state"], { tone: Tone; words: string }> = {
  planned: { tone: "note", words: "Planned" },
  shown: { tone: "good", words: "Shown" },
  ended: { tone: "plain", words: "Ended" },
};

/** "Warning for signed-in users". */
const about = ({ tone, audience, dismissible }: Announcement) =>
  [
    `${tone === "warning" ? "Warning" : "Note"} for ${audience === "users" ? "signed-in users" : "everybody"}`,
    ...(dismissible ? [] : ["can’t be dismissed"]),
  ].join(", ");

/** For a field of the form, which has no zone: UTC, to the minute. */
const fieldOf = (at: Date | null) => at?.toISOString().slice(0, 16) ?? "";

export function AnnouncementTable({
  announcements,
  actions,
}: {
  announcements: Announcement[];
  actions: AnnouncementActions;
}) {
  const head = (
    <>
      <HeadCell>Text</HeadCell>
      <HeadCell>State</HeadCell>
      <HeadCell>From</HeadCell>
      <HeadCell>Until</HeadCell>
      <HeadCell unseen>Actions</HeadCell>
    </>
  );
  return (
    <Table label="Announcements" head={head}>
      {announcements.map((announcement) => {
        const { id, text, link, startsAt, endsAt, state, tone, audience, dismissible } = announcement;
        const draft = {
          ...{ announcement: id, text, tone, link: link ?? "", audience, dismissible },
          ...{ startsAt: fieldOf(startsAt), endsAt: fieldOf(endsAt) },
        };
        return (
          <Row key={id}>
            <Cell as="lead">
              <Lead name={text} under={about(announcement)} />
            </Cell>
            <Cell as="fact">
              <Badge dot tone={states[state].tone}>
                {states[state].words}
              </Badge>
            </Cell>
            <Cell as="fact" className="text-ink-soft">
              <span className="row:hidden">from </span>
              <ExactTime at={startsAt} />
            </Cell>
            <Cell as="fact" className="text-ink-soft">
              {endsAt ? (
                <>
                  <span className="row:hidden">until </span>
                  <ExactTime at={endsAt} />
                </>
              ) : (
                <>
                  <span className="row:hidden">until </span>you end it
                </>
              )}
            </Cell>
            <Cell>
              <AnnouncementButtons
                key={JSON.stringify(draft)}
                draft={draft}
                shown={state === "shown"}
                actions={actions}
              />
            </Cell>
          </Row>
        );
      })}
    </Table>
  );
}
