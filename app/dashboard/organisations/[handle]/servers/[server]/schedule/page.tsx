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
    about: "Only while the server is running. Runs missed by more than an hour are skipped.",
  },
  {
    action: "backup",
    title: "Backup",
    about: "Replaces the oldest scheduled backup. A missed backup runs once, as soon as possible.",
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
          set={organisation.may("server.update") ? setScheduleAction : undefined}
        />
      ))}
    </div>
  );
}
