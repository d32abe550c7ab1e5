import {
  openServer,
  type ServerParams,
  titleOf,
} from "@/app/dashboard/organisations/[handle]/servers/[server]/open-server";
import { setScheduleAction } from "@/app/dashboard/organisations/[handle]/servers/[server]/schedule/actions";
import { SchedulePanel } from "@/components/schedules/schedule-panel";
import { read } from "@/lib/doors/page/page";
import { listSchedules } from "@/lib/schedules/operations";

export const generateMetadata = titleOf("Schedule");

const panels = [
  {
    action: "restart",
    title: "Restart",
    about: "Only while it runs. One that is more than an hour late, for the portal was down, is left out.",
  },
  {
    action: "backup",
    title: "Backup",
    about:
      "Takes the place of the oldest one that a schedule made. One that was missed is made once, as soon as it can be.",
  },
] as const;

export default async function SchedulePage({ params }: ServerParams) {
  const { handle, server: id } = await params;
  const { organisation } = await openServer(handle, id);
  const place = { organisation: organisation.id, server: id };
  const schedules = await read(listSchedules, place);
  const now = new Date();
  return (
    <div className="grid gap-4 lg:grid-cols-2 lg:items-start">
      {panels.map((panel) => (
        <SchedulePanel
          key={panel.action}
          {...panel}
          place={place}
          schedule={schedules.find(({ action }) => action === panel.action)}
          now={now}
          set={setScheduleAction}
        />
      ))}
    </div>
  );
}
