import type { z } from "zod";
import { type ScheduleDraft, ScheduleForm } from "@/components/schedules/schedule-form";
import { Panel } from "@/components/ui/layout/panel";
import { ExactTime, Time } from "@/components/ui/layout/time";
import type { Outcome } from "@/lib/kernel/errors";
import type { scheduleShape } from "@/lib/schedules/shape";

type Schedule = z.output<typeof scheduleShape>;

interface SchedulePanelProps {
  title: string;
  about: string;
  place: { organisation: string; server: string };
  action: Schedule["action"];
  schedule: Schedule | undefined;
  now: Date;
  /** Left out where it can’t be changed. */
  set?: (input: ScheduleDraft) => Promise<Outcome<unknown>>;
}

/** One scheduled action: its next run, its last result, and the form. */
export function SchedulePanel({ title, about, place, action, schedule, now, set }: SchedulePanelProps) {
  const { weekday, at = "04:00", timeZone = "UTC" } = schedule ?? {};
  const every: ScheduleDraft["every"] = schedule?.every ?? "never";
  const draft: ScheduleDraft = { ...place, action, every, weekday: String(weekday ?? 1), at, timeZone };
  return (
    <Panel title={title} about={about}>
      {schedule && (
        <dl className="mb-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-control">
          <dt className="text-ink-soft">Next</dt>
          <dd>
            <ExactTime at={schedule.nextAt} />
          </dd>
          {schedule.lastAt && (
            <>
              <dt className="text-ink-soft">Last</dt>
              <dd>
                <Time at={schedule.lastAt} now={now} />: {schedule.outcome}
              </dd>
            </>
          )}
        </dl>
      )}
      {set && <ScheduleForm key={`${every}/${weekday}/${at}/${timeZone}`} draft={draft} set={set} />}
      {!set && !schedule && <p className="text-control text-ink-soft">Not scheduled.</p>}
    </Panel>
  );
}
